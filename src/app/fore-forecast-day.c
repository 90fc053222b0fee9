/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-forecast-day.h"
#include "fore-format.h"

struct _ForeForecastDay {
  GObject parent_instance;

  ForeDay day;
  double value;
  double lower_80, upper_80;
  double lower_95, upper_95;
};

G_DEFINE_FINAL_TYPE (ForeForecastDay, fore_forecast_day, G_TYPE_OBJECT)

typedef enum {
  PROP_DAY_TEXT = 1,
  PROP_VALUE_TEXT,
  PROP_BAND_80_TEXT,
  PROP_BAND_95_TEXT,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static char *
format_band (double lower, double upper)
{
  g_autofree char *from = fore_format_cents (fore_cents_from_double (lower));
  g_autofree char *to = fore_format_cents (fore_cents_from_double (upper));

  /* Translators: lower and upper end of a band */
  return g_strdup_printf (C_ ("band", "%s – %s"), from, to);
}

static void
fore_forecast_day_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeForecastDay *day = FORE_FORECAST_DAY (object);

  switch ((Property) id) {
  case PROP_DAY_TEXT: g_value_take_string (value, fore_format_day (day->day)); break;
  case PROP_VALUE_TEXT:
    g_value_take_string (value, fore_format_cents (fore_cents_from_double (day->value)));
    break;
  case PROP_BAND_80_TEXT:
    g_value_take_string (value, format_band (day->lower_80, day->upper_80));
    break;
  case PROP_BAND_95_TEXT:
    g_value_take_string (value, format_band (day->lower_95, day->upper_95));
    break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_forecast_day_class_init (ForeForecastDayClass *klass)
{
  static const char *const names[] = {
    [PROP_DAY_TEXT] = "day-text",
    [PROP_VALUE_TEXT] = "value-text",
    [PROP_BAND_80_TEXT] = "band-80-text",
    [PROP_BAND_95_TEXT] = "band-95-text",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_forecast_day_get_property;
  for (guint i = PROP_DAY_TEXT; i < N_PROPERTIES; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_forecast_day_init (ForeForecastDay *day)
{
}

/**
 * fore_forecast_days_update:
 * @days: (element-type ForeForecastDay): the days as they are shown
 * @forecast: (nullable): what shall be shown
 *
 * Replaces the days by those of a forecast.
 */
void
fore_forecast_days_update (GListStore *days, const ForeForecast *forecast)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; forecast != NULL && i < forecast->horizon; i++) {
    ForeForecastDay *day = g_object_new (FORE_TYPE_FORECAST_DAY, NULL);

    day->day = forecast->day[i];
    day->value = forecast->value[i];
    day->lower_80 = forecast->lower_80[i];
    day->upper_80 = forecast->upper_80[i];
    day->lower_95 = forecast->lower_95[i];
    day->upper_95 = forecast->upper_95[i];
    g_ptr_array_add (added, day);
  }
  g_list_store_splice (days, 0, g_list_model_get_n_items (G_LIST_MODEL (days)), added->pdata,
                       added->len);
}
