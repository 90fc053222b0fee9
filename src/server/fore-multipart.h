/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeMultipart:
 *
 * Reads a form (multipart/form-data, RFC 7578) from a stream, part after part, without ever
 * holding a part in memory. It is itself the stream of the bytes of the part it stands at;
 * a form that ends before its closing boundary is an error of the read.
 */
#define FORE_TYPE_MULTIPART (fore_multipart_get_type ())
G_DECLARE_FINAL_TYPE (ForeMultipart, fore_multipart, FORE, MULTIPART, GInputStream)

ForeMultipart *fore_multipart_new (GInputStream *body, const char *boundary);
gboolean fore_multipart_next_part (ForeMultipart *multipart,
                                   char **name,
                                   char **filename,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
