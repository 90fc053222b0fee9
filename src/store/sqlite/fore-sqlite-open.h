/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-connection.h"

G_BEGIN_DECLS

char *fore_sqlite_make_uri (const char *path, const char *parameters);
ForeSqlite *fore_sqlite_open_writer (const char *path, GError **error);
ForeSqlite *fore_sqlite_open_reader (const char *path, ForeStoreMode mode, GError **error);

G_END_DECLS
