/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-report.h"
#include "fore-server-private.h"

G_BEGIN_DECLS

typedef struct _ForeRequest ForeRequest;
typedef void (*ForeRouteFunc) (ForeRequest *request);

typedef enum {
  FORE_ROUTE_PLAIN = 0,
  FORE_ROUTE_FREE = 1 << 0,      /* asks no token */
  FORE_ROUTE_UPLOAD = 1 << 1,    /* its body is read as it comes */
  FORE_ROUTE_TAKES_BODY = 1 << 2 /* its body is kept */
} ForeRouteFlags;

/**
 * ForeRoute:
 * @pattern: the path; a segment in braces stands for any
 * @method: one that it knows
 * @flags: of #ForeRouteFlags
 * @run: answers, now or later
 */
typedef struct {
  const char *pattern;
  const char *method;
  ForeRouteFlags flags;
  ForeRouteFunc run;
} ForeRoute;

/**
 * ForeRequest:
 * @server: who was asked
 * @message: the library's side of it
 * @route: what it came for, %NULL when there is no such thing
 * @query: (nullable): the decoded parameters
 * @argument: (nullable): what stands for the segment in braces
 * @body: (nullable): of a route that takes one
 * @n_body: bytes of it that have come
 * @format: of a table
 * @packs: whether the answer may be compressed
 * @version: of the store, where the answer depends on nothing else
 * @question: (nullable): under which name the answer may be kept for others
 * @is_modern: whether it belongs to the versioned API
 * @is_held: whether the client waits for us, not we for the client
 * @is_gone: whether the client is
 * @cancellable: cancelled when the client is gone or the server stops
 * @abort: (nullable): called once when it has been cancelled or is at its end, for whoever works
 *   on it to let go of it
 * @abort_data: its user data
 *
 * A request from its headers to the end of its answer. Main thread, but for
 * what does not change.
 */
struct _ForeRequest {
  grefcount n_users;
  ForeServer *server;
  SoupServerMessage *message;
  const ForeRoute *route;
  GHashTable *query;
  char *argument;
  GByteArray *body;
  gint64 n_body;
  ForeFormat format;
  gboolean packs;
  ForeStoreVersion version;
  char *question;
  gboolean is_modern;
  gboolean is_held;
  gboolean is_gone;
  GCancellable *cancellable;
  void (*abort) (gpointer data);
  gpointer abort_data;
};

ForeRequest *fore_request_new (ForeServer *server, SoupServerMessage *message, GHashTable *query);
ForeRequest *fore_request_ref (ForeRequest *request);
void fore_request_unref (ForeRequest *request);
ForeRequest *fore_request_of (SoupServerMessage *message);
gint64 fore_request_get_age (SoupServerMessage *message);
void fore_request_abort (ForeRequest *request);
void fore_request_end (ForeRequest *request);
void fore_request_hold (ForeRequest *request);
void fore_request_release (ForeRequest *request);
void fore_request_watch_writing (ForeRequest *request);
const char *fore_request_get_header (ForeRequest *request, const char *name);
void fore_request_set_header (ForeRequest *request, const char *name, const char *value);
const char *fore_request_get_parameter (ForeRequest *request, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRequest, fore_request_unref)

/* Answers at once */
void fore_answer_bytes (ForeRequest *request, guint status, const char *type, GBytes *bytes);
void fore_answer_json (ForeRequest *request, guint status, const char *json);
void fore_answer_error (ForeRequest *request, guint status, const char *text);
void fore_answer_gerror (ForeRequest *request, const GError *error);
void fore_answer_and_close (ForeRequest *request, guint status, const char *text);
void fore_answer_busy (ForeRequest *request, const char *text);

G_END_DECLS
