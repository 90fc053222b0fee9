/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-words.h"
#include "fore-training-popover.h"

static const guint usual_horizons[] = { 7, 14, 30, 60, 90, 180, 365 };

#define N_MODELS 5

struct _ForeTrainingPopover {
  GtkPopover parent_instance;

  GArray *horizons;  /* (owned) (element-type guint): of the drop-down */
  guint horizon;     /* what has been chosen when it is opened */
  guint models;      /* likewise, a bit for each check button */
  gboolean is_asked; /* whether the button has been pressed */
  GtkDropDown *horizon_drop_down;
  GtkCheckButton *check[N_MODELS];
  GtkWidget *train_button;
};

G_DEFINE_FINAL_TYPE (ForeTrainingPopover, fore_training_popover, GTK_TYPE_POPOVER)

static guint train_signal;

static guint
get_horizon (ForeTrainingPopover *popover)
{
  guint selected = gtk_drop_down_get_selected (popover->horizon_drop_down);

  return selected < popover->horizons->len ? g_array_index (popover->horizons, guint, selected)
                                           : popover->horizon;
}

static guint
get_models (ForeTrainingPopover *popover)
{
  guint models = 0;

  for (guint i = 0; i < N_MODELS; i++)
    models |= (guint) gtk_check_button_get_active (popover->check[i]) << i;
  return models;
}

/* Offers the usual horizons, and the current one when it is another. */
static void
offer_horizons (ForeTrainingPopover *popover, ForeStep step, guint current)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_array_set_size (popover->horizons, 0);
  g_array_append_vals (popover->horizons, usual_horizons, G_N_ELEMENTS (usual_horizons));
  for (guint i = 0; i < G_N_ELEMENTS (usual_horizons); i++)
    if (usual_horizons[i] == current)
      selected = i;
  if (selected == GTK_INVALID_LIST_POSITION) {
    selected = popover->horizons->len;
    g_array_append_val (popover->horizons, current);
  }
  for (guint i = 0; i < popover->horizons->len; i++) {
    g_autofree char *title = fore_forecast_words_horizon (
        step, g_array_index (popover->horizons, guint, i));

    gtk_string_list_append (titles, title);
  }
  gtk_drop_down_set_model (popover->horizon_drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (popover->horizon_drop_down, selected);
}

/**
 * fore_training_popover_set_choice:
 * @popover: the popover
 * @step: from one value of the category to the next one
 * @horizon: steps ahead
 * @models: (array zero-terminated=1): ids of models
 *
 * Shows how the category is forecast now.
 */
void
fore_training_popover_set_choice (ForeTrainingPopover *popover,
                                  ForeStep step,
                                  guint horizon,
                                  const char *const *models)
{
  if (gtk_widget_get_visible (GTK_WIDGET (popover)))
    return; /* somebody is choosing */
  popover->horizon = horizon;
  offer_horizons (popover, step, horizon);
  for (guint i = 0; i < N_MODELS; i++) {
    const char *model = gtk_widget_get_name (GTK_WIDGET (popover->check[i]));

    gtk_check_button_set_active (popover->check[i], g_strv_contains (models, model));
  }
  popover->models = get_models (popover);
}

/**
 * fore_training_popover_fill_options:
 * @popover: the popover
 * @options: (inout): gets the horizon and the models that are chosen
 */
void
fore_training_popover_fill_options (ForeTrainingPopover *popover, ForeForecastOptions *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint models = get_models (popover);

  for (guint i = 0; i < N_MODELS; i++)
    if (models >> i & 1)
      g_strv_builder_add (builder, gtk_widget_get_name (GTK_WIDGET (popover->check[i])));
  g_strfreev (options->models);
  options->models = models != 0 ? g_strv_builder_end (builder) : NULL;
  options->horizon = get_horizon (popover);
}

static void
on_train (ForeTrainingPopover *popover)
{
  popover->is_asked = TRUE;
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Without a model there is nothing to do. */
static void
on_toggled (ForeTrainingPopover *popover)
{
  gtk_widget_set_sensitive (popover->train_button, get_models (popover) != 0);
}

static void
fore_training_popover_closed (GtkPopover *parent)
{
  ForeTrainingPopover *popover = FORE_TRAINING_POPOVER (parent);
  gboolean is_other = get_horizon (popover) != popover->horizon ||
                      get_models (popover) != popover->models;

  if (get_models (popover) != 0 && (popover->is_asked || is_other)) {
    popover->horizon = get_horizon (popover);
    popover->models = get_models (popover);
    g_signal_emit (popover, train_signal, 0);
  }
  popover->is_asked = FALSE;
}

static void
fore_training_popover_finalize (GObject *object)
{
  g_array_unref (FORE_TRAINING_POPOVER (object)->horizons);
  G_OBJECT_CLASS (fore_training_popover_parent_class)->finalize (object);
}

static void
fore_training_popover_class_init (ForeTrainingPopoverClass *klass)
{
  static const char *const names[N_MODELS] = { "ensemble_check", "prophet_check", "sarimax_check",
                                               "holt_winters_check", "seasonal_naive_check" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_training_popover_finalize;
  GTK_POPOVER_CLASS (klass)->closed = fore_training_popover_closed;
  train_signal = g_signal_new ("train", FORE_TYPE_TRAINING_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-training-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeTrainingPopover, horizon_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeTrainingPopover, train_button);
  for (guint i = 0; i < N_MODELS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (ForeTrainingPopover, check) + i * sizeof (GtkCheckButton *)));
  gtk_widget_class_bind_template_callback (widget_class, on_train);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
fore_training_popover_init (ForeTrainingPopover *popover)
{
  popover->horizons = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (popover));
}
