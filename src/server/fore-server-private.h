/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "fore-server.h"

G_BEGIN_DECLS

/* A body larger than this is refused. */
#define FORE_SERVER_LARGEST_BODY (G_GINT64_CONSTANT (512) * 1024 * 1024)

/* So many uploads may arrive at the same time; each has a thread that reads it. */
#define FORE_SERVER_MOST_UPLOADS 64

struct _ForeServer {
  GObject parent_instance;

  ForeEngine *engine; /* (owned) */
  char *token;        /* (owned) (nullable) */
  char *address;      /* (owned) (nullable): while it listens */
  char *uri;          /* (owned) (nullable): while it listens */
  SoupServer *soup;   /* (owned) (nullable): while it listens */
  guint n_uploads;    /* arriving now */
};

/* Answers */
void fore_answer_json (SoupServerMessage *message, guint status, const char *json);
void fore_answer_error (SoupServerMessage *message, guint status, const char *text);
void fore_answer_gerror (SoupServerMessage *message, const GError *error);
void fore_answer_and_close (SoupServerMessage *message, guint status, const char *text);

/* Routes */
void fore_routes_install (ForeServer *server);

/* The upload's body is read as it arrives: begun when its headers are there, answered when
 * its body is. */
void fore_upload_begin (ForeServer *server, SoupServerMessage *message);
void fore_upload_answer (SoupServerMessage *message);

G_END_DECLS
