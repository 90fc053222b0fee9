/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeDataGroup:
 *
 * The preferences of the data: where it is, and what can be done with all of it.
 */
#define FORE_TYPE_DATA_GROUP (fore_data_group_get_type ())
G_DECLARE_FINAL_TYPE (ForeDataGroup, fore_data_group, FORE, DATA_GROUP, AdwPreferencesGroup)

void fore_data_group_set_data (ForeDataGroup *group, ForeEngine *engine, const char *data_dir);

G_END_DECLS
