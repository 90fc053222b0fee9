/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "fore-answer-cache.h"
#include "fore-connections.h"
#include "fore-server.h"

G_BEGIN_DECLS

/**
 * ForeServerLimits:
 * @n_connections: open at the same time; the next one takes the place of one that idles
 * @n_uploads: arriving at the same time; each has a thread that reads it
 * @n_tables: long answers under way at the same time; each has a thread that writes it
 * @n_backtests: running at the same time
 * @body: bytes of an upload
 * @small_body: bytes of any other body
 * @patience: milliseconds in which a client has to come to the end of a request's headers,
 *   or to move as many bytes
 *
 * What no client can go beyond. Tests make them small.
 */
typedef struct {
  guint n_connections;
  guint n_uploads;
  guint n_tables;
  guint n_backtests;
  gint64 body;
  gint64 small_body;
  guint patience;
} ForeServerLimits;

struct _ForeServer {
  GObject parent_instance;

  ForeEngine *engine; /* (owned) */
  char *token;        /* (owned) (nullable) */
  ForeServerLimits limits;
  char *instance; /* (owned): tells the answers of this process from those of others */

  /* While it listens */
  SoupServer *soup;             /* (owned) (nullable) */
  ForeConnections *connections; /* (owned) (nullable) */
  char *uri;                    /* (owned) (nullable) */
  GThreadPool *threads;         /* (owned) (nullable): those of uploads and long answers */
  GThreadPool *short_threads;   /* (owned) (nullable): those of short answers */
  GHashTable *requests;         /* (owned) (element-type ForeRequest): under way */
  ForeAnswerCache *cache;       /* (owned) (nullable) */
  GPtrArray *asking;            /* (owned) (element-type Waiting): for the store's version */
  gboolean is_asking;           /* somebody has been sent for it */
  guint n_uploads;
  guint n_tables;
  guint n_backtests;
};

ForeServerLimits *fore_server_get_limits (ForeServer *server);
/* Runs on a thread that fore_server_stop() waits for. */
void fore_server_push (ForeServer *server, GFunc func, gpointer data);
void fore_server_push_short (ForeServer *server, GFunc func, gpointer data);

/* Requests */
void fore_admission_install (ForeServer *server);

G_END_DECLS
