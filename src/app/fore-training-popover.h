/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fore-forecast-options.h"

G_BEGIN_DECLS

/**
 * ForeTrainingPopover:
 *
 * How far a category is forecast, and by which models.
 *
 * Signal "train", without arguments: it shall be forecast anew, because somebody has asked for
 * it or has closed the popover with another choice than it was opened with.
 */
#define FORE_TYPE_TRAINING_POPOVER (fore_training_popover_get_type ())
G_DECLARE_FINAL_TYPE (ForeTrainingPopover,
                      fore_training_popover,
                      FORE,
                      TRAINING_POPOVER,
                      GtkPopover)

void fore_training_popover_set_choice (ForeTrainingPopover *popover,
                                       ForeStep step,
                                       guint horizon,
                                       const char *const *models);
void
fore_training_popover_fill_options (ForeTrainingPopover *popover, ForeForecastOptions *options);

G_END_DECLS
