/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"
#include "fore-prophet-fit.h"
#include "fore-prophet-holidays.h"

G_BEGIN_DECLS

/* Less noise than this, in units of the largest value, leaves nothing to explain. */
#define FORE_PROPHET_LEAST_NOISE 1e-6

/**
 * ForeProphetForm:
 * @day: (array): days of the history and, after them, of the future
 * @cap: (array) (nullable): the capacity, n + horizon values
 * @n_seasonalities: number of seasonalities, the first terms
 * @n_given: number of columns that were given, the terms after them
 * @given: (array): their values, n + horizon each
 * @n_holidays: number of holidays that were found, the terms after these
 * @holiday: (array length=n_holidays): when they are
 * @mark: (array): their indicators, n + horizon values each
 * @term: (array): the terms
 * @settings: the form of the model
 * @design: the data of its posterior
 * @fit: its maximum
 *
 * The form that Prophet takes for a series, fitted.
 */
typedef struct {
  ForeDay *day;
  double *cap;
  gsize n_seasonalities;
  gsize n_given;
  double *given;
  gsize n_holidays;
  ForeCalendarRule holiday[FORE_PROPHET_MOST_HOLIDAYS];
  double *mark;
  ForeProphetTerm term[2 + FORE_REGRESSORS_MAX + FORE_PROPHET_MOST_HOLIDAYS];
  ForeProphetSettings settings;
  ForeProphetDesign *design;
  ForeProphetFit *fit;
} ForeProphetForm;

gboolean fore_prophet_form_choose (ForeProphetForm *form,
                                   const ForeSeries *series,
                                   const ForeModelOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);
void fore_prophet_form_clear (ForeProphetForm *form);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeProphetForm, fore_prophet_form_clear)

G_END_DECLS
