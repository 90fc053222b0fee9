/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-csv-columns.h"

G_BEGIN_DECLS

ForeCsvReader *fore_csv_open (const char *path,
                              const ForeImportOptions *options,
                              ForeCsvColumns **columns,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
