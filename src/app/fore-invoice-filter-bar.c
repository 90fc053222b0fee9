/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-date-entry.h"
#include "fore-invoice-filter-bar.h"

/* The entries of the drop-down of periods, in the order of the template. */
enum {
  PERIOD_ALL,
  PERIOD_30_DAYS,
  PERIOD_90_DAYS,
  PERIOD_365_DAYS,
  PERIOD_CUSTOM,
};

struct _ForeInvoiceFilterBar {
  AdwBin parent_instance;

  char *batch;        /* (owned) (nullable): only rows that this upload wrote last */
  ForeDay newest_day; /* of the store: periods are counted back from it */
  gboolean is_silent; /* while the bar changes by itself */

  GtkDropDown *category_drop_down;
  GtkStringList *categories;
  GtkEditable *product_entry;
  GtkDropDown *period_drop_down;
  ForeDateEntry *from_entry;
  ForeDateEntry *to_entry;
  GtkToggleButton *imputed_button;
  GtkWidget *batch_button;
  GtkLabel *batch_label;
};

G_DEFINE_FINAL_TYPE (ForeInvoiceFilterBar, fore_invoice_filter_bar, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_changed (ForeInvoiceFilterBar *bar)
{
  if (!bar->is_silent)
    g_signal_emit (bar, signals[CHANGED], 0);
}

static void
on_period_changed (ForeInvoiceFilterBar *bar)
{
  gboolean is_custom = gtk_drop_down_get_selected (bar->period_drop_down) == PERIOD_CUSTOM;

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (bar->from_entry)), is_custom);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (bar->to_entry)), is_custom);
  on_changed (bar);
}

static void
on_batch_removed (ForeInvoiceFilterBar *bar)
{
  fore_invoice_filter_bar_set_batch (bar, NULL);
}

/**
 * fore_invoice_filter_bar_set_categories:
 * @bar: the bar
 * @categories: (element-type ForeCategory): those of the store
 *
 * Offers the categories. The one that is chosen stays so as long as it exists.
 */
void
fore_invoice_filter_bar_set_categories (ForeInvoiceFilterBar *bar, GPtrArray *categories)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (bar->categories));
  guint position = gtk_drop_down_get_selected (bar->category_drop_down);
  g_autofree char *chosen = position > 0 && position < n_old
                                ? g_strdup (gtk_string_list_get_string (bar->categories, position))
                                : NULL;
  guint chosen_now = 0;

  bar->newest_day = FORE_DAY_NONE;
  for (guint i = 0; i < categories->len; i++) {
    ForeCategory *category = categories->pdata[i];

    g_ptr_array_add (names, category->name);
    bar->newest_day = MAX (bar->newest_day, category->last_day);
    if (g_strcmp0 (category->name, chosen) == 0)
      chosen_now = i + 1;
  }
  g_ptr_array_add (names, NULL);

  bar->is_silent = TRUE;
  gtk_string_list_splice (bar->categories, 1, n_old - 1, (const char *const *) names->pdata);
  gtk_drop_down_set_selected (bar->category_drop_down, chosen_now);
  bar->is_silent = FALSE;
}

/**
 * fore_invoice_filter_bar_set_batch:
 * @bar: the bar
 * @batch: (nullable): name of a batch
 *
 * Asks for the rows of one upload only, or of all.
 */
void
fore_invoice_filter_bar_set_batch (ForeInvoiceFilterBar *bar, const char *batch)
{
  if (g_strcmp0 (bar->batch, batch) == 0)
    return;
  g_free (bar->batch);
  bar->batch = g_strdup (batch);
  gtk_widget_set_visible (gtk_widget_get_parent (bar->batch_button), batch != NULL);
  gtk_label_set_text (bar->batch_label, batch != NULL ? batch : "");
  on_changed (bar);
}

/**
 * fore_invoice_filter_bar_get_filter:
 * @bar: the bar
 * @filter: (out): which rows are wanted; its texts live until the bar changes
 */
void
fore_invoice_filter_bar_get_filter (ForeInvoiceFilterBar *bar, ForeInvoiceFilter *filter)
{
  static const int days[] = { 0, 30, 90, 365 };
  guint category = gtk_drop_down_get_selected (bar->category_drop_down);
  guint period = gtk_drop_down_get_selected (bar->period_drop_down);
  const char *product = gtk_editable_get_text (bar->product_entry);

  *filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
  if (category > 0 && category != GTK_INVALID_LIST_POSITION)
    filter->category = gtk_string_list_get_string (bar->categories, category);
  if (*product != '\0')
    filter->product = product;
  filter->batch = bar->batch;
  filter->imputed_only = gtk_toggle_button_get_active (bar->imputed_button);
  if (period == PERIOD_CUSTOM) {
    filter->from = fore_date_entry_get_day (bar->from_entry);
    filter->to = fore_date_entry_get_day (bar->to_entry);
  } else if (period > PERIOD_ALL && period < G_N_ELEMENTS (days) &&
             bar->newest_day != FORE_DAY_NONE) {
    filter->from = bar->newest_day - days[period] + 1;
  }
}

/**
 * fore_invoice_filter_bar_clear:
 * @bar: the bar
 *
 * Asks for all rows.
 */
void
fore_invoice_filter_bar_clear (ForeInvoiceFilterBar *bar)
{
  bar->is_silent = TRUE;
  gtk_drop_down_set_selected (bar->category_drop_down, 0);
  gtk_drop_down_set_selected (bar->period_drop_down, PERIOD_ALL);
  gtk_editable_set_text (bar->product_entry, "");
  gtk_toggle_button_set_active (bar->imputed_button, FALSE);
  fore_invoice_filter_bar_set_batch (bar, NULL);
  bar->is_silent = FALSE;
  on_changed (bar);
}

static gboolean
fore_invoice_filter_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FORE_INVOICE_FILTER_BAR (widget)->product_entry));
}

static void
fore_invoice_filter_bar_finalize (GObject *object)
{
  g_free (FORE_INVOICE_FILTER_BAR (object)->batch);
  G_OBJECT_CLASS (fore_invoice_filter_bar_parent_class)->finalize (object);
}

static void
fore_invoice_filter_bar_class_init (ForeInvoiceFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_invoice_filter_bar_finalize;
  widget_class->grab_focus = fore_invoice_filter_bar_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (FORE_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-invoice-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, category_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, categories);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, product_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, from_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, to_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, imputed_button);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, batch_button);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, batch_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_batch_removed);
}

static void
fore_invoice_filter_bar_init (ForeInvoiceFilterBar *bar)
{
  bar->newest_day = FORE_DAY_NONE;
  bar->is_silent = TRUE;
  gtk_widget_init_template (GTK_WIDGET (bar));
  bar->is_silent = FALSE;
}
