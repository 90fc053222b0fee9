/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-anatomy.h"
#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeAnatomist:
 *
 * Takes the forecasts of one category apart, each model once and only when somebody asks.
 *
 * Signal "fitted", without arguments: another anatomy, or an error instead of it, is there.
 */
#define FORE_TYPE_ANATOMIST (fore_anatomist_get_type ())
G_DECLARE_FINAL_TYPE (ForeAnatomist, fore_anatomist, FORE, ANATOMIST, GObject)

ForeAnatomist *fore_anatomist_new (ForeEngine *engine);
void fore_anatomist_set_outlook (ForeAnatomist *anatomist, ForeOutlook *outlook, gsize horizon);
ForeAnatomy *fore_anatomist_get (ForeAnatomist *anatomist, const char *model, const GError **error);

G_END_DECLS
