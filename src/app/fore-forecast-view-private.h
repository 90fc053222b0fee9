/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-accuracy-view.h"
#include "fore-anatomist.h"
#include "fore-chart-view.h"
#include "fore-components-view.h"
#include "fore-forecast-progress.h"
#include "fore-forecast-view.h"
#include "fore-loader.h"
#include "fore-training-popover.h"

G_BEGIN_DECLS

struct _ForeForecastView {
  AdwBin parent_instance;

  ForeEngine *engine;       /* (owned) (nullable) */
  GSettings *settings;      /* (owned) (nullable) */
  ForeAnatomist *anatomist; /* (owned) (nullable) */
  char *category;           /* (owned) (nullable): what is asked for */
  ForeOutlook *outlook;     /* (owned) (nullable): what is shown, by days */
  char *step;               /* (owned): "day", "week" or "month" */
  char *model;              /* (owned) (nullable): the chosen one's id, %NULL for the best one */
  gboolean is_all;          /* whether all models are to be shown */
  GPtrArray *model_ids;     /* (owned): of the drop-down; %NULL for all models */
  GListStore *days;         /* (owned) (element-type ForeForecastDay) */
  ForeLoader loader;
  gboolean is_updating; /* while the view changes by itself */

  GtkWidget *header;
  GtkLabel *title_label;
  GtkDropDown *model_drop_down;
  GtkMenuButton *training_button;
  ForeTrainingPopover *training;
  ForeForecastProgress *progress;
  ForeChartView *chart;
  GtkColumnView *table;
  GtkColumnViewColumn *wide_column; /* for which there is not always room */
  ForeAccuracyView *accuracy;
  ForeComponentsView *components;
  GtkLabel *sentence_label;
  GtkLabel *accuracy_label;
  GtkWidget *note_box;
  GtkLabel *note_label;
};

const char *fore_forecast_view_get_model (ForeForecastView *view);

/* fore-forecast-view-actions.c */
void fore_forecast_view_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
