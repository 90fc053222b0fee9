/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-accuracy-view.h"
#include "fore-chart.h"
#include "fore-forecast-words.h"

struct _ForeAccuracyView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ForeAccuracyView, fore_accuracy_view, ADW_TYPE_BIN)

static guint model_activated_signal;

static GtkWidget *
create_row (const ForeStoredBacktest *backtest, ForeOutlook *outlook)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = fore_forecast_words_accuracy (outlook, backtest->model);
  g_autoptr (GPtrArray) forecasts = fore_outlook_order_forecasts (outlook, backtest->model);

  gtk_widget_set_name (row, backtest->model);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), forecasts->len > 0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 fore_chart_model_title (backtest->model));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (backtest->is_best) {
    /* Translators: mark of the model with the smallest error */
    GtkWidget *mark = gtk_label_new (C_ ("model", "Best"));

    gtk_widget_add_css_class (mark, "success");
    gtk_widget_add_css_class (mark, "heading");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  }
  return row;
}

/**
 * fore_accuracy_view_set_outlook:
 * @view: the view
 * @outlook: what is known of the category
 *
 * Tells in words how the models did on the past of the category.
 */
void
fore_accuracy_view_set_outlook (ForeAccuracyView *view, ForeOutlook *outlook)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (view->list, 0)) != NULL)
    gtk_list_box_remove (view->list, GTK_WIDGET (row));
  for (guint i = 0; i < outlook->backtests->len; i++)
    gtk_list_box_append (view->list, create_row (outlook->backtests->pdata[i], outlook));
  gtk_stack_set_visible_child_name (view->stack, outlook->backtests->len > 0 ? "list" : "empty");
}

static void
on_row_activated (ForeAccuracyView *view, GtkListBoxRow *row)
{
  g_signal_emit (view, model_activated_signal, 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
fore_accuracy_view_class_init (ForeAccuracyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  model_activated_signal = g_signal_new ("model-activated", FORE_TYPE_ACCURACY_VIEW,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-accuracy-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
fore_accuracy_view_init (ForeAccuracyView *view)
{
  gtk_widget_init_template (GTK_WIDGET (view));
}
