/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeReply:
 * @status: of HTTP
 * @type: (nullable): the content type
 * @bytes: the body
 * @link: (nullable): the header `Link`
 * @location: (nullable): the header `Location`
 * @is_packed: whether the body is compressed with gzip
 *
 * A whole answer, made on some thread. Not changed once it is made.
 */
typedef struct {
  guint status;
  const char *type;
  GBytes *bytes;
  char *link;
  char *location;
  gboolean is_packed;
} ForeReply;

ForeReply *fore_reply_new (guint status, const char *type, GBytes *bytes);
ForeReply *fore_reply_ref (ForeReply *reply);
void fore_reply_unref (ForeReply *reply);
void fore_reply_pack (ForeReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeReply, fore_reply_unref)

G_END_DECLS
