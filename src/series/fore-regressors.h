/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-series.h"

G_BEGIN_DECLS

/* Of fore_regressors_save_holidays(). */
#define FORE_HOLIDAYS_TYPE (G_VARIANT_TYPE ("a(isii)"))

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

ForeHoliday *fore_holiday_new (ForeDay day, const char *name, int lower_window, int upper_window);
void fore_holiday_free (ForeHoliday *holiday);

/**
 * ForeRegressors:
 * @calendar: (owned) (nullable): where the holidays are from: the code of a country, whose own
 *   they are when @holidays is empty, or a name for those of @holidays
 * @holidays: (owned) (element-type ForeHoliday): days out of the ordinary, past and future
 * @names: (owned) (array zero-terminated=1): names of other columns
 * @n_days: days on which these have values
 * @day: (owned) (array length=n_days): the days, rising
 * @value: (owned) (array): a row of values for each day
 *
 * What is known of days beforehand and may explain what is sold on them.
 */
typedef struct {
  char *calendar;
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
void fore_regressors_set_calendar (ForeRegressors *regressors, const char *calendar);
GPtrArray *
fore_regressors_list_holidays (const ForeRegressors *regressors, ForeDay from, ForeDay to);
ForeRegressors *fore_regressors_copy_holidays (const ForeRegressors *regressors);
GVariant *fore_regressors_save_holidays (const ForeRegressors *regressors);
void fore_regressors_load_holidays (ForeRegressors *regressors, GVariant *saved);
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
