/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int fore_nameless_file_open (const char *folder, GError **error);
gboolean
fore_nameless_file_read (int fd, goffset offset, void *bytes, gsize length, GError **error);
gboolean
fore_nameless_file_write (int fd, goffset offset, const void *bytes, gsize length, GError **error);

G_END_DECLS
