/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-regressors.h"

#include "fore-country.h"

/**
 * fore_holiday_new:
 * @day: when it is
 * @name: what it is called
 * @lower_window: days before it with an effect of their own, as a negative number
 * @upper_window: days after it with one
 *
 * Returns: (transfer full): a holiday
 */
ForeHoliday *
fore_holiday_new (ForeDay day, const char *name, int lower_window, int upper_window)
{
  ForeHoliday *holiday = g_new0 (ForeHoliday, 1);

  holiday->day = day;
  holiday->name = g_strdup (name);
  holiday->lower_window = lower_window;
  holiday->upper_window = upper_window;
  return holiday;
}

void
fore_holiday_free (ForeHoliday *holiday)
{
  g_free (holiday->name);
  g_free (holiday);
}

/**
 * fore_regressors_new:
 *
 * Returns: (transfer full): nothing known
 */
ForeRegressors *
fore_regressors_new (void)
{
  ForeRegressors *regressors = g_new0 (ForeRegressors, 1);

  regressors->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_holiday_free);
  regressors->names = g_new0 (char *, 1);
  return regressors;
}

void
fore_regressors_free (ForeRegressors *regressors)
{
  if (regressors == NULL)
    return;
  g_free (regressors->calendar);
  g_ptr_array_unref (regressors->holidays);
  g_strfreev (regressors->names);
  g_free (regressors->day);
  g_free (regressors->value);
  g_free (regressors);
}

/**
 * fore_regressors_add_holiday:
 * @regressors: what is known
 * @day: when the holiday is
 * @name: what it is called
 * @lower_window: days before it with an effect of their own, as a negative number
 * @upper_window: days after it with one
 */
void
fore_regressors_add_holiday (ForeRegressors *regressors,
                             ForeDay day,
                             const char *name,
                             int lower_window,
                             int upper_window)
{
  g_ptr_array_add (regressors->holidays, fore_holiday_new (day, name, lower_window, upper_window));
}

/**
 * fore_regressors_set_calendar:
 * @regressors: what is known
 * @calendar: (nullable): the code of a country of #ForeCountry, or a name for the holidays that
 *   are added
 */
void
fore_regressors_set_calendar (ForeRegressors *regressors, const char *calendar)
{
  g_free (regressors->calendar);
  regressors->calendar = g_strdup (calendar);
}

static void
add_day_of_country (ForeDay day, const char *name, gpointer holidays)
{
  g_ptr_array_add (holidays, fore_holiday_new (day, name, 0, 0));
}

/**
 * fore_regressors_list_holidays:
 * @regressors: what is known
 * @from: the first day
 * @to: the last day
 *
 * Returns: (transfer full) (element-type ForeHoliday): the holidays of a country from @from to
 *   @to, else all that have been added
 */
GPtrArray *
fore_regressors_list_holidays (const ForeRegressors *regressors, ForeDay from, ForeDay to)
{
  const ForeCountry *country = fore_country_find (regressors->calendar);
  GPtrArray *holidays;

  if (country == NULL || regressors->holidays->len > 0)
    return g_ptr_array_ref (regressors->holidays);
  holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_holiday_free);
  fore_country_each_holiday (country, from, to, add_day_of_country, holidays);
  return holidays;
}

/**
 * fore_regressors_set_values:
 * @regressors: what is known
 * @names: (array zero-terminated=1): names of the columns
 * @n_days: number of days
 * @day: (array length=n_days): the days, rising
 * @value: (array): a row of values for each
 */
void
fore_regressors_set_values (ForeRegressors *regressors,
                            const char *const *names,
                            gsize n_days,
                            const ForeDay *day,
                            const double *value)
{
  gsize n_names = g_strv_length ((char **) names);

  g_strfreev (regressors->names);
  g_free (regressors->day);
  g_free (regressors->value);
  regressors->names = g_strdupv ((char **) names);
  regressors->n_days = n_days;
  regressors->day = g_memdup2 (day, n_days * sizeof *day);
  regressors->value = g_memdup2 (value, n_days * n_names * sizeof *value);
}

/**
 * fore_regressors_copy_holidays:
 * @regressors: what is known
 *
 * Returns: (transfer full): its calendar of holidays alone
 */
ForeRegressors *
fore_regressors_copy_holidays (const ForeRegressors *regressors)
{
  ForeRegressors *copy = fore_regressors_new ();

  fore_regressors_set_calendar (copy, regressors->calendar);
  for (guint i = 0; i < regressors->holidays->len; i++) {
    const ForeHoliday *holiday = regressors->holidays->pdata[i];

    fore_regressors_add_holiday (copy, holiday->day, holiday->name, holiday->lower_window,
                                 holiday->upper_window);
  }
  return copy;
}

/**
 * fore_regressors_save_holidays:
 * @regressors: what is known
 *
 * Returns: (transfer floating): the holidays that have been added, of %FORE_HOLIDAYS_TYPE
 */
GVariant *
fore_regressors_save_holidays (const ForeRegressors *regressors)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, FORE_HOLIDAYS_TYPE);
  for (guint i = 0; i < regressors->holidays->len; i++) {
    const ForeHoliday *holiday = regressors->holidays->pdata[i];

    g_variant_builder_add (&builder, "(isii)", holiday->day, holiday->name, holiday->lower_window,
                           holiday->upper_window);
  }
  return g_variant_builder_end (&builder);
}

/**
 * fore_regressors_load_holidays:
 * @regressors: (inout): gets them
 * @saved: from fore_regressors_save_holidays()
 */
void
fore_regressors_load_holidays (ForeRegressors *regressors, GVariant *saved)
{
  GVariantIter iter;
  const char *name;
  gint32 day, lower, upper;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(i&sii)", &day, &name, &lower, &upper))
    fore_regressors_add_holiday (regressors, day, name, lower, upper);
}

/**
 * fore_regressors_copy:
 * @regressors: (nullable): what is known
 *
 * Returns: (transfer full) (nullable): the same again
 */
ForeRegressors *
fore_regressors_copy (const ForeRegressors *regressors)
{
  ForeRegressors *copy;

  if (regressors == NULL)
    return NULL;
  copy = fore_regressors_copy_holidays (regressors);
  fore_regressors_set_values (copy, (const char *const *) regressors->names, regressors->n_days,
                              regressors->day, regressors->value);
  return copy;
}
