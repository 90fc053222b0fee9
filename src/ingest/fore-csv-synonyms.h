/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

gboolean fore_csv_is_synonym (const char *folded, ForeField field);

G_END_DECLS
