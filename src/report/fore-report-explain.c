/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-json.h"
#include "fore-report-columns.h"

#define N_DAY_COLUMNS 6 /* before the components */

static void
append_number_member (GString *json, const char *key, double value)
{
  g_string_append_printf (json, ",\n\"%s\":", key);
  fore_json_append_double (json, value);
}

static void
append_day (GString *json, const ForeModelResult *result, gsize i)
{
  const ForeForecast *forecast = result->forecast;
  const struct {
    const char *start;
    double value;
  } members[] = {
    { "\",\"forecast_value\":", forecast->value[i] },
    { ",\"lower_80\":", forecast->lower_80[i] },
    { ",\"upper_80\":", forecast->upper_80[i] },
    { ",\"lower_bound\":", forecast->lower_95[i] },
    { ",\"upper_bound\":", forecast->upper_95[i] },
  };
  char buffer[FORE_DAY_BUFFER];

  g_string_append (json, "{\"forecast_date\":\"");
  g_string_append (json, fore_day_format (forecast->day[i], buffer));
  for (gsize k = 0; k < G_N_ELEMENTS (members); k++) {
    g_string_append (json, members[k].start);
    fore_json_append_double (json, members[k].value);
  }
  g_string_append (json, ",\"components\":{");
  for (guint k = 0; k < result->components->len; k++) {
    const ForeComponent *component = g_ptr_array_index (result->components, k);

    if (k > 0)
      g_string_append_c (json, ',');
    fore_json_append_string (json, component->name);
    g_string_append_c (json, ':');
    fore_json_append_double (json, component->value[i]);
  }
  g_string_append (json, "}}");
}

static GBytes *
explain_as_json (const ForeModelResult *result)
{
  GString *json = g_string_new ("{\"category\":");

  fore_json_append_string (json, result->forecast->category);
  g_string_append (json, ",\n\"model_type\":");
  fore_json_append_string (json, result->forecast->model);
  g_string_append_printf (json, ",\n\"n\":%" G_GSIZE_FORMAT ",\n\"n_missing\":%" G_GSIZE_FORMAT,
                          result->n, result->n_missing);
  g_string_append_printf (json, ",\n\"period\":%u", result->period);
  append_number_member (json, "log_likelihood", result->log_likelihood);
  append_number_member (json, "aic", result->aic);
  append_number_member (json, "aicc", result->aicc);
  append_number_member (json, "bic", result->bic);
  append_number_member (json, "sigma2", result->sigma2);
  append_number_member (json, "seconds", result->seconds);
  g_string_append (json, ",\n\"parameters\":");
  if (result->parameters != NULL)
    fore_json_append_variant (json, result->parameters);
  else
    g_string_append (json, "{}");
  g_string_append (json, ",\n\"forecast\":[");
  for (gsize i = 0; i < result->forecast->horizon; i++) {
    g_string_append (json, i > 0 ? ",\n" : "\n");
    append_day (json, result, i);
  }
  g_string_append (json, "\n]}\n");

  return g_string_free_to_bytes (json);
}

static ForeColumn *
day_columns (const ForeModelResult *result)
{
  const ForeColumn first[N_DAY_COLUMNS] = {
    { FORE_COLUMN_DAY, "forecast_date", N_ ("Date") },
    { FORE_COLUMN_NUMBER, "forecast_value", N_ ("Forecast") },
    { FORE_COLUMN_NUMBER, "lower_80", N_ ("Lower 80 %") },
    { FORE_COLUMN_NUMBER, "upper_80", N_ ("Upper 80 %") },
    { FORE_COLUMN_NUMBER, "lower_bound", N_ ("Lower 95 %") },
    { FORE_COLUMN_NUMBER, "upper_bound", N_ ("Upper 95 %") },
  };
  ForeColumn *columns = g_new (ForeColumn, N_DAY_COLUMNS + result->components->len);

  for (guint k = 0; k < N_DAY_COLUMNS; k++)
    columns[k] = first[k];
  for (guint k = 0; k < result->components->len; k++) {
    const ForeComponent *component = g_ptr_array_index (result->components, k);

    columns[N_DAY_COLUMNS + k] = (ForeColumn){ FORE_COLUMN_NUMBER, component->name,
                                               component->name };
  }
  return columns;
}

static GBytes *
explain_days (const ForeModelResult *result, ForeFormat format)
{
  const ForeForecast *forecast = result->forecast;
  guint n_columns = N_DAY_COLUMNS + result->components->len;
  g_autofree ForeColumn *columns = day_columns (result);
  g_autofree ForeCell *cells = g_new (ForeCell, n_columns);
  g_autoptr (ForeReport) report = fore_report_new_for_columns (columns, n_columns, format);

  for (gsize i = 0; i < forecast->horizon; i++) {
    cells[0].integer = forecast->day[i];
    cells[1].number = forecast->value[i];
    cells[2].number = forecast->lower_80[i];
    cells[3].number = forecast->upper_80[i];
    cells[4].number = forecast->lower_95[i];
    cells[5].number = forecast->upper_95[i];
    for (guint k = 0; k < result->components->len; k++) {
      const ForeComponent *component = g_ptr_array_index (result->components, k);

      cells[N_DAY_COLUMNS + k].number = component->value[i];
    }
    fore_report_add_cells (report, cells);
  }
  return fore_report_end (report);
}

static void
append_line (GString *text, const char *title, const char *value)
{
  g_string_append_printf (text, "%-16s  %s\n", title, value);
}

static void
append_number_line (GString *text, const char *title, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    append_line (text, title, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

/* One line for each parameter, an array of many of them in short. */
static void
append_parameters (GString *text, GVariant *parameters)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, parameters);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value)) {
    g_autoptr (GString) json = g_string_new (NULL);

    if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
      append_number_line (text, name, g_variant_get_double (value));
    } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
      append_line (text, name, g_variant_get_string (value, NULL));
    } else {
      fore_json_append_variant (json, value);
      append_line (text, name, json->str);
    }
    g_variant_unref (value);
  }
}

static GBytes *
explain_as_table (const ForeModelResult *result)
{
  g_autoptr (GBytes) days = explain_days (result, FORE_FORMAT_TABLE);
  GString *text = g_string_new (NULL);
  gsize size;
  const char *table = g_bytes_get_data (days, &size);

  append_line (text, _ ("Category"), result->forecast->category);
  append_line (text, _ ("Model"), result->forecast->model);
  append_number_line (text, _ ("Values"), (double) result->n);
  append_number_line (text, _ ("Missing"), (double) result->n_missing);
  append_number_line (text, _ ("Season length"), result->period);
  append_number_line (text, _ ("Log-likelihood"), result->log_likelihood);
  append_number_line (text, _ ("AIC"), result->aic);
  append_number_line (text, _ ("AICc"), result->aicc);
  append_number_line (text, _ ("BIC"), result->bic);
  append_number_line (text, _ ("Variance"), result->sigma2);
  if (result->parameters != NULL)
    append_parameters (text, result->parameters);
  if (result->forecast->note != NULL)
    append_line (text, _ ("Note"), result->forecast->note);
  g_string_append_c (text, '\n');
  g_string_append_len (text, table, (gssize) size);

  return g_string_free_to_bytes (text);
}

/**
 * fore_report_explain:
 * @result: a fitted model
 * @format: how it is written
 *
 * JSON tells everything at full double precision; CSV the days of the forecast with their
 * components, and so does the table, under the figures of the fit.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
fore_report_explain (const ForeModelResult *result, ForeFormat format)
{
  switch (format) {
  case FORE_FORMAT_JSON: return explain_as_json (result);
  case FORE_FORMAT_CSV:
  case FORE_FORMAT_SPREADSHEET: return explain_days (result, format);
  case FORE_FORMAT_TABLE:
  default: return explain_as_table (result);
  }
}
