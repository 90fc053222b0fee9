/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-series.h"

G_BEGIN_DECLS

/* No holiday reaches further than this many days. */
#define FORE_HOLIDAY_WINDOW 30

/* A regression on more columns than this, a holiday's window included, explains nothing. */
#define FORE_REGRESSORS_MAX 100

/**
 * ForeHoliday:
 * @day: when it is
 * @name: (owned): what it is called; days of the same name have the same effect
 * @lower_window: how many days before it have an effect of their own, as a negative number
 * @upper_window: how many days after it have
 */
typedef struct {
  ForeDay day;
  char *name;
  int lower_window;
  int upper_window;
} ForeHoliday;

void fore_holiday_free (ForeHoliday *holiday);

/**
 * ForeRegressors:
 * @holidays: (owned) (element-type ForeHoliday): days out of the ordinary, past and future
 * @names: (owned) (array zero-terminated=1): names of other columns
 * @n_days: days on which these have values
 * @day: (owned) (array length=n_days): the days, rising
 * @value: (owned) (array): a row of values for each day
 *
 * What is known of days beforehand and may explain what is sold on them.
 */
typedef struct {
  GPtrArray *holidays;
  GStrv names;
  gsize n_days;
  ForeDay *day;
  double *value;
} ForeRegressors;

ForeRegressors *fore_regressors_new (void);
ForeRegressors *fore_regressors_copy (const ForeRegressors *regressors);
void fore_regressors_free (ForeRegressors *regressors);
void fore_regressors_add_holiday (ForeRegressors *regressors,
                                  ForeDay day,
                                  const char *name,
                                  int lower_window,
                                  int upper_window);
void fore_regressors_set_values (ForeRegressors *regressors,
                                 const char *const *names,
                                 gsize n_days,
                                 const ForeDay *day,
                                 const double *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRegressors, fore_regressors_free)

/**
 * ForeRegressorTable:
 * @n: number of columns, those of holidays first
 * @n_holidays: how many of them are holidays'
 * @n_rows: values in each
 * @names: (owned) (array zero-terminated=1): their names
 * @value: (owned) (array): the columns, one behind the other
 *
 * The same by the steps of a series and, after them, of its future.
 */
typedef struct {
  guint n;
  guint n_holidays;
  gsize n_rows;
  GStrv names;
  double *value;
} ForeRegressorTable;

ForeRegressorTable *fore_regressor_table_new (const ForeRegressors *regressors,
                                              const ForeSeries *series,
                                              gsize horizon,
                                              GError **error);
ForeRegressorTable *
fore_regressor_table_pick (const ForeRegressorTable *table, gsize n_rows, const gsize *row);
void fore_regressor_table_free (ForeRegressorTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRegressorTable, fore_regressor_table_free)

G_END_DECLS
