/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-outlook.h"

G_BEGIN_DECLS

/**
 * ForeAccuracyView:
 *
 * How the models of a category have done on what has happened, as it was measured when they
 * were trained.
 *
 * Signal "model-activated", with the id of a model: it shall be shown.
 */
#define FORE_TYPE_ACCURACY_VIEW (fore_accuracy_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeAccuracyView, fore_accuracy_view, FORE, ACCURACY_VIEW, AdwBin)

void fore_accuracy_view_set_outlook (ForeAccuracyView *view, ForeOutlook *outlook);

G_END_DECLS
