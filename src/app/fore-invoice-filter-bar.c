/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-choice.h"
#include "fore-date-entry.h"
#include "fore-format.h"
#include "fore-invoice-filter-bar.h"

/* The entries of the drop-down of periods, in the order of the template. */
enum {
  PERIOD_ALL,
  PERIOD_7_DAYS,
  PERIOD_30_DAYS,
  PERIOD_90_DAYS,
  PERIOD_365_DAYS,
  PERIOD_CUSTOM,
};

struct _ForeInvoiceFilterBar {
  AdwBin parent_instance;

  char *batch;        /* (owned) (nullable): only rows that this upload wrote last */
  char *product;      /* (owned) (nullable): the whole name that is asked for */
  ForeDay newest_day; /* of the store: periods are counted back from it */
  gboolean is_silent; /* while the bar changes by itself */

  GtkDropDown *category_drop_down;
  GtkEditable *product_entry;
  GtkDropDown *period_drop_down;
  ForeDateEntry *from_entry;
  ForeDateEntry *to_entry;
  GtkDropDown *batch_drop_down;
  GtkToggleButton *imputed_button;
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
on_batch_changed (ForeInvoiceFilterBar *bar)
{
  if (!bar->is_silent)
    fore_invoice_filter_bar_set_batch (bar, fore_choices_get_chosen (bar->batch_drop_down));
}

/* --- What can be chosen --- */

static int
compare_categories (gconstpointer a, gconstpointer b)
{
  return fore_format_compare_names ((*(ForeCategory *const *) a)->name,
                                    (*(ForeCategory *const *) b)->name);
}

static void
offer_categories (ForeInvoiceFilterBar *bar, GPtrArray *categories)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_sort (categories, compare_categories);
  g_ptr_array_add (choices, fore_choice_new (NULL, _ ("All Categories")));
  bar->newest_day = FORE_DAY_NONE;
  for (guint i = 0; i < categories->len; i++) {
    const ForeCategory *category = categories->pdata[i];

    g_ptr_array_add (choices, fore_choice_new (category->name, category->name));
    bar->newest_day = MAX (bar->newest_day, category->last_day);
  }
  fore_choices_offer (bar->category_drop_down, choices);
}

static void
offer_uploads (ForeInvoiceFilterBar *bar, GPtrArray *uploads)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (choices, fore_choice_new (NULL, _ ("All Uploads")));
  for (guint i = 0; i < uploads->len; i++) {
    const ForeUpload *upload = uploads->pdata[i];
    g_autofree char *time = fore_format_time (upload->uploaded_at);
    /* Translators: a file, and when it came in */
    g_autofree char *label = g_strdup_printf (C_ ("invoice filter", "%s · %s"),
                                              upload->original_filename, time);

    if (upload->status == FORE_UPLOAD_COMPLETED)
      g_ptr_array_add (choices, fore_choice_new (upload->batch, label));
  }
  fore_choices_offer (bar->batch_drop_down, choices);
  fore_choices_choose (bar->batch_drop_down, bar->batch);
  g_free (bar->batch);
  bar->batch = g_strdup (fore_choices_get_chosen (bar->batch_drop_down));
}

/**
 * fore_invoice_filter_bar_offer:
 * @bar: the bar
 * @categories: (element-type ForeCategory): those of the store; sorted as they are shown
 * @uploads: (element-type ForeUpload): those of the store, in the order they are shown in
 *
 * Offers what there is. What is chosen stays so as long as it exists.
 */
void
fore_invoice_filter_bar_offer (ForeInvoiceFilterBar *bar, GPtrArray *categories, GPtrArray *uploads)
{
  bar->is_silent = TRUE;
  offer_categories (bar, categories);
  offer_uploads (bar, uploads);
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
  gboolean was_silent = bar->is_silent;

  if (g_strcmp0 (bar->batch, batch) == 0)
    return;
  g_free (bar->batch);
  bar->batch = g_strdup (batch);
  bar->is_silent = TRUE;
  fore_choices_choose (bar->batch_drop_down, batch);
  bar->is_silent = was_silent;
  on_changed (bar);
}

/* --- What is chosen --- */

/* A name in quotation marks is the whole name. */
static void
set_product (ForeInvoiceFilterBar *bar, ForeInvoiceFilter *filter)
{
  const char *text = gtk_editable_get_text (bar->product_entry);
  gsize length = strlen (text);

  g_clear_pointer (&bar->product, g_free);
  if (length > 2 && text[0] == '"' && text[length - 1] == '"')
    filter->product = bar->product = g_strndup (text + 1, length - 2);
  else if (length > 0)
    filter->search = text;
}

/**
 * fore_invoice_filter_bar_get_filter:
 * @bar: the bar
 * @filter: (out): which rows are wanted; its texts live until the bar changes
 */
void
fore_invoice_filter_bar_get_filter (ForeInvoiceFilterBar *bar, ForeInvoiceFilter *filter)
{
  static const int days[] = { 0, 7, 30, 90, 365 };
  guint period = gtk_drop_down_get_selected (bar->period_drop_down);

  *filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
  filter->category = fore_choices_get_chosen (bar->category_drop_down);
  set_product (bar, filter);
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
  fore_choices_choose (bar->category_drop_down, NULL);
  gtk_drop_down_set_selected (bar->period_drop_down, PERIOD_ALL);
  gtk_editable_set_text (bar->product_entry, "");
  gtk_toggle_button_set_active (bar->imputed_button, FALSE);
  fore_invoice_filter_bar_set_batch (bar, NULL);
  bar->is_silent = FALSE;
  on_changed (bar);
}

/* --- The widget --- */

static gboolean
fore_invoice_filter_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FORE_INVOICE_FILTER_BAR (widget)->product_entry));
}

static void
fore_invoice_filter_bar_finalize (GObject *object)
{
  g_free (FORE_INVOICE_FILTER_BAR (object)->batch);
  g_free (FORE_INVOICE_FILTER_BAR (object)->product);
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
  g_type_ensure (FORE_TYPE_CHOICE);
  g_type_ensure (FORE_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-invoice-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, category_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, product_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, from_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, to_entry);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, batch_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceFilterBar, imputed_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_batch_changed);
}

static void
fore_invoice_filter_bar_init (ForeInvoiceFilterBar *bar)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  bar->newest_day = FORE_DAY_NONE;
  bar->is_silent = TRUE;
  gtk_widget_init_template (GTK_WIDGET (bar));
  fore_invoice_filter_bar_offer (bar, nothing, nothing);
}
