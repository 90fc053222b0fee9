/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>

/* GNOME's palette. Blue and orange stay apart for every kind of colour blindness; further
 * models differ by their dashes as well. */
const ForeChartStyle fore_chart_style_light = {
  .background = 0xffffffff,
  .foreground = 0x000000cc,
  .grid = 0x00000022,
  .history = 0x1a5fb4ff,
  .forecast = { 0xc64600ff, 0x613583ff, 0x2a7f4fff, 0x865e3cff, 0x77767bff },
  .line_width = 1.5,
  .font = "Sans 9",
};

const ForeChartStyle fore_chart_style_dark = {
  .background = 0x1e1e1eff,
  .foreground = 0xffffffdd,
  .grid = 0xffffff26,
  .history = 0x62a0eaff,
  .forecast = { 0xffa348ff, 0xdc8addff, 0x8ff0a4ff, 0xcdab8fff, 0xc0bfbcff },
  .line_width = 1.5,
  .font = "Sans 9",
};

const ForeChartStyle fore_chart_style_high_contrast = {
  .background = 0xffffffff,
  .foreground = 0x000000ff,
  .grid = 0x00000077,
  .history = 0x0a3069ff,
  .forecast = { 0x8a2f00ff, 0x3d1a59ff, 0x0f4f2aff, 0x4f3319ff, 0x333333ff },
  .line_width = 2.5,
  .font = "Sans 9",
};

const ForeChartStyle fore_chart_style_high_contrast_dark = {
  .background = 0x000000ff,
  .foreground = 0xffffffff,
  .grid = 0xffffff88,
  .history = 0x99c1f1ff,
  .forecast = { 0xffbe6fff, 0xf5b8f5ff, 0xb5ffc5ff, 0xe5d0b8ff, 0xffffffff },
  .line_width = 2.5,
  .font = "Sans 9",
};

/**
 * fore_chart_model_title:
 * @model: id of a model
 *
 * Returns: (transfer none): what people call it
 */
const char *
fore_chart_model_title (const char *model)
{
  static const struct {
    const char *id;
    const char *title;
  } titles[] = {
    { "prophet", "Prophet" },
    { "sarimax", "SARIMAX" },
    { "holt_winters", "Holt-Winters" },
    { "ensemble", NC_ ("model", "Ensemble") },
    { "seasonal_naive", NC_ ("model", "Last season again") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (model, titles[i].id))
      return g_dpgettext2 (GETTEXT_PACKAGE, "model", titles[i].title);

  return model;
}

/**
 * fore_chart_component_title:
 * @component: name of a component of a model
 *
 * Returns: (transfer none): what people call it
 */
const char *
fore_chart_component_title (const char *component)
{
  static const struct {
    const char *name;
    const char *title;
  } titles[] = {
    { "trend", NC_ ("component", "Trend") },
    { "level", NC_ ("component", "Level") },
    { "weekly", NC_ ("component", "Week") },
    { "yearly", NC_ ("component", "Year") },
    { "seasonal", NC_ ("component", "Season") },
    { "holidays", NC_ ("component", "Holidays") },
    { "regressors", NC_ ("component", "Regressors") },
    { "remainder", NC_ ("component", "Last Days") },
    { "limit", NC_ ("component", "Not Below Zero") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (component, titles[i].name))
      return g_dpgettext2 (GETTEXT_PACKAGE, "component", titles[i].title);

  return component;
}
