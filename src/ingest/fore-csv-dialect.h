/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-csv-columns.h"

G_BEGIN_DECLS

/**
 * ForeCsvHeaderFunc:
 * @columns: (transfer full): what a record would be as the header
 * @data: its user data
 *
 * Returns: whether to go on
 */
typedef gboolean (*ForeCsvHeaderFunc) (ForeCsvColumns *columns, gpointer data);

gboolean fore_csv_each_header (const char *path,
                               const ForeImportOptions *options,
                               ForeCsvHeaderFunc func,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
ForeCsvColumns *fore_csv_find_columns (const char *path,
                                       const ForeImportOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);
ForeCsvReader *fore_csv_open_rows (const char *path,
                                   const ForeCsvColumns *columns,
                                   GCancellable *cancellable,
                                   GError **error);
ForeCsvReader *fore_csv_open (const char *path,
                              const ForeImportOptions *options,
                              ForeCsvColumns **columns,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
