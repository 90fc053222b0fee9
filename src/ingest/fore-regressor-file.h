/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-regressors.h"

G_BEGIN_DECLS

gboolean fore_regressor_file_read_holidays (const char *path,
                                            ForeRegressors *regressors,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean fore_regressor_file_read_values (const char *path,
                                          ForeRegressors *regressors,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
