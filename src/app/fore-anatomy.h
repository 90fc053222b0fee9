/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chart.h"
#include "fore-model.h"
#include "fore-outlook.h"

G_BEGIN_DECLS

/**
 * ForeAnatomy:
 * @model: id of the model
 * @n_panels: parts of its forecast, such as trend and week, maybe none
 * @panel: (array length=n_panels): those parts, a value a day of history and forecast
 * @n_marks: days that the model has found to be remarkable
 * @mark: (array length=n_marks): those days, rising
 *
 * A forecast taken apart. Counted references; not changed once it is made.
 */
typedef struct {
  char *model;
  ForeDay first_day;
  gsize n_past;
  gsize n_days;
  gsize n_panels;
  ForeChartPanel *panel;
  gsize n_marks;
  ForeChartMark *mark;
  GPtrArray *values;   /* of each panel */
  GPtrArray *holidays; /* (nullable): of the calendar that the forecast was made with */
} ForeAnatomy;

ForeAnatomy *fore_anatomy_fit (const ForeOutlook *outlook,
                               const char *model,
                               gsize horizon,
                               GCancellable *cancellable,
                               GError **error);
ForeAnatomy *fore_anatomy_ref (ForeAnatomy *anatomy);
void fore_anatomy_unref (ForeAnatomy *anatomy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeAnatomy, fore_anatomy_unref)

G_END_DECLS
