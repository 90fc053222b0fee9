/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-accuracy-view.h"
#include "fore-chart.h"

#define YARDSTICK "seasonal_naive"

struct _ForeAccuracyView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ForeAccuracyView, fore_accuracy_view, ADW_TYPE_BIN)

static char *
describe (const ForeStoredBacktest *backtest, double yardstick)
{
  const ForeAccuracy *accuracy = &backtest->accuracy;
  double held = 100 * accuracy->coverage_80;
  double off_by = accuracy->wape;
  double gain = yardstick > 0 ? 100 * (1 - accuracy->mae / yardstick) : NAN;

  if (!(accuracy->mean_size > 0))
    return g_strdup (_ ("Nothing was sold on the days it was tested on."));
  if (isnan (gain) || g_str_equal (backtest->model, YARDSTICK))
    /* Translators: error of a model, and how often the sales lay in its 80 % band */
    return g_strdup_printf (_ ("Off by %.0f %% on average · 80 %% band held %.0f %% of the time"),
                            off_by, held);
  if (gain < 0)
    /* Translators: as before, and how much larger its error is than the simplest one's */
    return g_strdup_printf (_ ("Off by %.0f %% on average · %.0f %% worse than repeating the last "
                               "season · 80 %% band held %.0f %% of the time"),
                            off_by, -gain, held);
  /* Translators: as before, and how much smaller its error is than the simplest one's */
  return g_strdup_printf (_ ("Off by %.0f %% on average · %.0f %% better than repeating the last "
                             "season · 80 %% band held %.0f %% of the time"),
                          off_by, gain, held);
}

static GtkWidget *
create_row (const ForeStoredBacktest *backtest, double yardstick)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (backtest, yardstick);

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

/* The mean absolute error of repeating the last season, 0 when not known. */
static double
find_yardstick (GPtrArray *backtests)
{
  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = backtests->pdata[i];

    if (g_str_equal (backtest->model, YARDSTICK))
      return backtest->accuracy.mae;
  }
  return 0;
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
  double yardstick = find_yardstick (outlook->backtests);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (view->list, 0)) != NULL)
    gtk_list_box_remove (view->list, GTK_WIDGET (row));
  for (guint i = 0; i < outlook->backtests->len; i++)
    gtk_list_box_append (view->list, create_row (outlook->backtests->pdata[i], yardstick));
  gtk_stack_set_visible_child_name (view->stack, outlook->backtests->len > 0 ? "list" : "empty");
}

static void
fore_accuracy_view_class_init (ForeAccuracyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-accuracy-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, list);
}

static void
fore_accuracy_view_init (ForeAccuracyView *view)
{
  gtk_widget_init_template (GTK_WIDGET (view));
}
