/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-category-item.h"
#include "fore-forecast-progress.h"
#include "fore-forecast-request.h"
#include "fore-forecast-view.h"
#include "fore-forecasts-page.h"
#include "fore-format.h"
#include "fore-loader.h"
#include "fore-outlook.h"
#include "fore-settings.h"
#include "fore-sparkline-view.h"

struct _ForeForecastsPage {
  AdwBin parent_instance;

  ForeEngine *engine;            /* (owned) (nullable) */
  GSettings *settings;           /* (owned) (nullable) */
  GListStore *items;             /* (owned) (element-type ForeCategoryItem) */
  GtkSingleSelection *selection; /* (owned): over those that the search leaves, in order */
  GtkCustomSorter *sorter;       /* (owned) */
  char *order;                   /* (owned): "name", "total" or "change" */
  char *wanted;                  /* (owned) (nullable): a category to show once it is there */
  ForeLoader loader;
  gboolean is_stale; /* whether the store has changed since the page was on the screen */

  GtkStack *stack;
  AdwStatusPage *error_page;
  ForeForecastProgress *progress;
  AdwLeaflet *leaflet;
  GtkSearchBar *search_bar;
  GtkWidget *search_entry;
  GtkStringFilter *filter;
  GtkListView *list;
  GtkLabel *horizon_label;
  GtkLabel *total_label;
  GtkLabel *change_label;
  GtkWidget *back_box;
  GtkLabel *back_label;
  ForeForecastView *view;
};

G_DEFINE_FINAL_TYPE (ForeForecastsPage, fore_forecasts_page, ADW_TYPE_BIN)

typedef enum {
  PROP_ORDER = 1,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

/* --- The categories --- */

static void
show_total (ForeForecastsPage *page, GPtrArray *summaries)
{
  double total = 0, before = 0;
  gboolean is_same;
  guint n_days = fore_outlook_count_days (summaries, &is_same);

  for (guint i = 0; i < summaries->len; i++) {
    const ForeOutlookSummary *summary = summaries->pdata[i];

    total += summary->total;
    before += summary->n_days > 0 ? summary->before : 0;
  }

  g_autofree char *horizon = g_strdup_printf (
      is_same ? g_dngettext (GETTEXT_PACKAGE, "Next %u day", "Next %u days", n_days)
              : g_dngettext (GETTEXT_PACKAGE, "Up to %u day", "Up to %u days", n_days),
      n_days);
  g_autofree char *total_text = fore_format_amount (total);
  g_autofree char *change = isnan (before) ? NULL : fore_format_change (before, total);
  gtk_label_set_text (page->horizon_label, horizon);
  gtk_label_set_text (page->total_label, total_text);
  gtk_label_set_text (page->change_label, change != NULL ? change : "");
}

static void
update_visible (ForeForecastsPage *page, GPtrArray *summaries)
{
  const char *name = summaries->len == 0                               ? "empty"
                     : fore_forecast_progress_is_busy (page->progress) ? "busy"
                                                                       : "none";

  for (guint i = 0; i < summaries->len; i++) {
    if (((ForeOutlookSummary *) summaries->pdata[i])->n_days > 0)
      name = "forecasts";
  }
  gtk_stack_set_visible_child_name (page->stack, name);
}

static void
on_selected (ForeForecastsPage *page)
{
  ForeCategoryItem *item = gtk_single_selection_get_selected_item (page->selection);
  const char *name = item != NULL ? fore_category_item_get_name (item) : NULL;

  if (name == NULL)
    return;
  gtk_label_set_text (page->back_label, name);
  fore_forecast_view_set_category (page->view, name);
}

static void
on_activated (ForeForecastsPage *page)
{
  adw_leaflet_navigate (page->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
on_back (ForeForecastsPage *page)
{
  adw_leaflet_navigate (page->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_folded (ForeForecastsPage *page)
{
  gtk_widget_set_visible (page->back_box, adw_leaflet_get_folded (page->leaflet));
}

static void
on_search_changed (ForeForecastsPage *page)
{
  gtk_string_filter_set_search (page->filter,
                                gtk_editable_get_text (GTK_EDITABLE (page->search_entry)));
}

static void
show_wanted (ForeForecastsPage *page)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (page->selection));

  for (guint i = 0; i < n && page->wanted != NULL; i++) {
    g_autoptr (ForeCategoryItem) item = g_list_model_get_item (G_LIST_MODEL (page->selection), i);

    if (g_str_equal (fore_category_item_get_name (item), page->wanted)) {
      gtk_single_selection_set_selected (page->selection, i);
      on_activated (page);
      g_clear_pointer (&page->wanted, g_free);
    }
  }
}

/* --- Their order --- */

/* The largest first, and what is not known last. */
static int
compare_largest_first (double one, double other)
{
  if (isnan (one) || isnan (other))
    return isnan (one) - isnan (other);
  return (one < other) - (one > other);
}

static int
compare_categories (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *order = FORE_FORECASTS_PAGE (data)->order;
  ForeCategoryItem *one = FORE_CATEGORY_ITEM ((gpointer) a);
  ForeCategoryItem *other = FORE_CATEGORY_ITEM ((gpointer) b);
  int result = 0;

  if (g_str_equal (order, "total"))
    result = compare_largest_first (fore_category_item_get_total (one),
                                    fore_category_item_get_total (other));
  else if (g_str_equal (order, "change"))
    result = compare_largest_first (fore_category_item_get_change (one),
                                    fore_category_item_get_change (other));
  if (result == 0)
    result = fore_category_item_compare_names (one, other);
  return result;
}

static void
fore_forecasts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    g_value_set_string (value, FORE_FORECASTS_PAGE (object)->order);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fore_forecasts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ForeForecastsPage *page = FORE_FORECASTS_PAGE (object);

  if (id != PROP_ORDER) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (page->order);
  page->order = g_value_dup_string (value);
  gtk_sorter_changed (GTK_SORTER (page->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

/* --- Reading --- */

static void reload (ForeForecastsPage *page);

static void
read_summaries (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *summaries = fore_outlook_summarize (fore_engine_get_store (data), NULL, cancellable,
                                                 &error);

  if (summaries != NULL)
    g_task_return_pointer (task, summaries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_summaries_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeForecastsPage *page = FORE_FORECASTS_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fore_loader_end (&page->loader))
    reload (page);
  if (summaries == NULL) {
    adw_status_page_set_description (page->error_page, error->message);
    gtk_stack_set_visible_child_name (page->stack, "error");
    return;
  }
  fore_category_items_update (page->items, summaries);
  gtk_sorter_changed (GTK_SORTER (page->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  show_total (page, summaries);
  update_visible (page, summaries);
  on_selected (page);
  show_wanted (page);
}

static void
reload (ForeForecastsPage *page)
{
  /* What nobody sees need not be read; it is once the page comes to the screen. */
  page->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (page));
  if (page->is_stale || page->engine == NULL)
    return;

  GCancellable *cancellable = fore_loader_begin (&page->loader);
  if (cancellable == NULL)
    return;

  g_autoptr (GTask) task = g_task_new (page, cancellable, on_summaries_read, NULL);
  g_task_set_task_data (task, g_object_ref (page->engine), g_object_unref);
  fore_engine_run_async (page->engine, task, read_summaries);
  fore_forecast_view_reload (page->view);
}

static void
fore_forecasts_page_map (GtkWidget *widget)
{
  ForeForecastsPage *page = FORE_FORECASTS_PAGE (widget);

  GTK_WIDGET_CLASS (fore_forecasts_page_parent_class)->map (widget);
  if (page->is_stale)
    reload (page);
}

static void
on_forecast_now (ForeForecastsPage *page)
{
  fore_forecast_request (GTK_WIDGET (page), page->engine,
                         fore_settings_get_forecast_options (page->settings));
}

/* --- The widget --- */

/**
 * fore_forecasts_page_set_engine:
 * @page: the page
 * @engine: where everything comes from
 * @settings: the settings
 *
 * Connects the page. Called once.
 */
void
fore_forecasts_page_set_engine (ForeForecastsPage *page, ForeEngine *engine, GSettings *settings)
{
  g_return_if_fail (page->engine == NULL);

  page->engine = g_object_ref (engine);
  page->settings = g_object_ref (settings);
  fore_forecast_view_set_engine (page->view, engine, settings);
  fore_forecast_progress_set_jobs (page->progress, fore_engine_get_jobs (engine));
  g_signal_connect_object (engine, "forecasts-changed", G_CALLBACK (reload), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "invoices-changed", G_CALLBACK (reload), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page->progress, "notify::is-busy", G_CALLBACK (reload), page,
                           G_CONNECT_SWAPPED);
  reload (page);
}

/**
 * fore_forecasts_page_search:
 * @page: the page
 * @text: (nullable): what to search for, %NULL to leave that to the person
 *
 * Searches the categories by name.
 */
void
fore_forecasts_page_search (ForeForecastsPage *page, const char *text)
{
  adw_leaflet_navigate (page->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_search_bar_set_search_mode (page->search_bar, TRUE);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (page->search_entry), text);
  gtk_widget_grab_focus (page->search_entry);
}

/**
 * fore_forecasts_page_show_category:
 * @page: the page
 * @category: a category
 *
 * Shows it in full, as soon as it is known.
 */
void
fore_forecasts_page_show_category (ForeForecastsPage *page, const char *category)
{
  gtk_search_bar_set_search_mode (page->search_bar, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "");
  g_free (page->wanted);
  page->wanted = g_strdup (category);
  show_wanted (page);
}

/**
 * fore_forecasts_page_set_narrow:
 * @page: the page
 * @is_narrow: whether there is little room
 */
void
fore_forecasts_page_set_narrow (ForeForecastsPage *page, gboolean is_narrow)
{
  fore_forecast_view_set_narrow (page->view, is_narrow);
}

static void
fore_forecasts_page_dispose (GObject *object)
{
  ForeForecastsPage *page = FORE_FORECASTS_PAGE (object);

  fore_loader_cancel (&page->loader);
  g_clear_object (&page->selection);
  g_clear_object (&page->sorter);
  g_clear_object (&page->items);
  g_clear_object (&page->settings);
  g_clear_object (&page->engine);
  G_OBJECT_CLASS (fore_forecasts_page_parent_class)->dispose (object);
}

static void
fore_forecasts_page_finalize (GObject *object)
{
  ForeForecastsPage *page = FORE_FORECASTS_PAGE (object);

  g_free (page->order);
  g_free (page->wanted);
  G_OBJECT_CLASS (fore_forecasts_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, list);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, horizon_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, change_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, back_box);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, back_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastsPage, view);
}

static void
fore_forecasts_page_class_init (ForeForecastsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fore_forecasts_page_dispose;
  object_class->finalize = fore_forecasts_page_finalize;
  object_class->get_property = fore_forecasts_page_get_property;
  object_class->set_property = fore_forecasts_page_set_property;
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "name",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_install_property_action (widget_class, "categories.sort", "order");
  widget_class->map = fore_forecasts_page_map;
  g_type_ensure (FORE_TYPE_CATEGORY_ITEM);
  g_type_ensure (FORE_TYPE_FORECAST_PROGRESS);
  g_type_ensure (FORE_TYPE_FORECAST_VIEW);
  g_type_ensure (FORE_TYPE_SPARKLINE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-forecasts-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_forecast_now);
  gtk_widget_class_bind_template_callback (widget_class, reload);
}

static void
fore_forecasts_page_init (ForeForecastsPage *page)
{
  GtkFilterListModel *found;
  GtkSortListModel *sorted;

  page->order = g_strdup ("name");
  page->sorter = gtk_custom_sorter_new (compare_categories, page, NULL);
  page->is_stale = TRUE;
  page->items = g_list_store_new (FORE_TYPE_CATEGORY_ITEM);
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_search_bar_connect_entry (page->search_bar, GTK_EDITABLE (page->search_entry));

  found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (page->items)),
                                     g_object_ref (GTK_FILTER (page->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (found), g_object_ref (GTK_SORTER (page->sorter)));
  page->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  g_signal_connect_object (page->selection, "notify::selected-item", G_CALLBACK (on_selected), page,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (page->list, GTK_SELECTION_MODEL (page->selection));
  on_folded (page);
}
