/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any number of rows in bounded memory. A list view holds some 200 items at a time; they are
 * handed out empty and filled in when their page has been read. One page is read at a time,
 * the one asked for last first, and only while somebody still holds an item of it: rows that
 * have been scrolled past are never read. */
#include "fore-config.h"

#include "fore-invoice-item.h"
#include "fore-invoice-model.h"
#include "fore-invoice-reading.h"

#define PAGE_ROWS  256
#define PAGES_KEPT 64
/* GtkListBase adds up the heights of its rows in an int; at some 40 pixels a row more would
 * overflow. */
#define ROWS_AT_MOST 50000000

struct _ForeInvoiceModel {
  GObject parent_instance;

  ForeEngine *engine; /* (owned) */

  /* What is shown */
  ForeInvoiceList *list; /* (owned) (nullable) */
  ForeInvoiceOrder order;
  GCancellable *cancellable; /* (owned): of its pages */
  gboolean is_reading_page;
  GQueue wanted;     /* of page numbers, the one asked for last in front */
  GHashTable *live;  /* position -> ForeInvoiceItem (weak) that waits or is shown */
  GHashTable *pages; /* page number -> GArray of ForeInvoiceRecord (owned) */
  GQueue kept;       /* of the numbers of @pages, the newest in front */

  /* What is to be shown next */
  ForeInvoiceFilter next_filter;
  ForeInvoiceOrder next_order;
  gboolean is_other;    /* whether something else is asked for than what is shown */
  GTask *loading;       /* (owned) (nullable) */
  gboolean is_outdated; /* whether the store has changed since it began */
};

typedef enum {
  PROP_N_ROWS = 1,
  PROP_SUM,
  PROP_IS_LOADING,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

enum {
  FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void read_next_page (ForeInvoiceModel *model);

/* --- Pages --- */

static guint
n_items (ForeInvoiceModel *model)
{
  return (guint) MIN (fore_invoice_model_get_n_rows (model), ROWS_AT_MOST);
}

static void
fill_items (ForeInvoiceModel *model, guint page, GArray *records)
{
  for (guint i = 0; i < PAGE_ROWS; i++) {
    ForeInvoiceItem *item = g_hash_table_lookup (model->live,
                                                 GUINT_TO_POINTER (page * PAGE_ROWS + i));

    /* Fewer rows than counted: the store has changed, and a new count is on its way. */
    if (item != NULL && i < records->len)
      fore_invoice_item_fill (item, records, i);
  }
}

static gboolean
is_wanted (ForeInvoiceModel *model, guint page)
{
  for (guint i = 0; i < PAGE_ROWS; i++) {
    if (g_hash_table_contains (model->live, GUINT_TO_POINTER (page * PAGE_ROWS + i)))
      return TRUE;
  }
  return FALSE;
}

static void
keep_page (ForeInvoiceModel *model, guint page, GArray *records)
{
  g_hash_table_insert (model->pages, GUINT_TO_POINTER (page), g_array_ref (records));
  g_queue_push_head (&model->kept, GUINT_TO_POINTER (page));
  while (model->kept.length > PAGES_KEPT)
    g_hash_table_remove (model->pages, g_queue_pop_tail (&model->kept));
}

static void
on_page_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (source);
  guint page = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) records = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  model->is_reading_page = FALSE;
  if (records == NULL) {
    g_signal_emit (model, signals[FAILED], 0, error->message);
    return;
  }
  keep_page (model, page, records);
  fill_items (model, page, records);
  read_next_page (model);
}

static void
read_next_page (ForeInvoiceModel *model)
{
  if (model->is_reading_page)
    return;

  while (!g_queue_is_empty (&model->wanted)) {
    guint page = GPOINTER_TO_UINT (g_queue_pop_head (&model->wanted));

    if (!is_wanted (model, page))
      continue;

    ForeInvoiceReading *reading = fore_invoice_reading_new (model->engine, model->list);
    reading->is_descending = model->order.is_descending;
    reading->offset = (gint64) page * PAGE_ROWS;
    reading->limit = PAGE_ROWS;

    g_autoptr (GTask)
        task = g_task_new (model, model->cancellable, on_page_read, GUINT_TO_POINTER (page));
    g_task_set_task_data (task, reading, (GDestroyNotify) fore_invoice_reading_free);
    model->is_reading_page = TRUE;
    fore_engine_run_async (model->engine, task, fore_invoice_reading_run_page);
    return;
  }
}

static void
want_page (ForeInvoiceModel *model, guint page)
{
  g_queue_remove (&model->wanted, GUINT_TO_POINTER (page));
  g_queue_push_head (&model->wanted, GUINT_TO_POINTER (page));
  read_next_page (model);
}

/* --- GListModel --- */

/* Told by an item that nobody holds any more. */
typedef struct {
  ForeInvoiceModel *model; /* cleared of its items before it goes */
  guint position;
} Place;

static void
on_item_gone (gpointer data, GObject *item)
{
  Place *place = data;

  if (g_hash_table_lookup (place->model->live, GUINT_TO_POINTER (place->position)) == item)
    g_hash_table_remove (place->model->live, GUINT_TO_POINTER (place->position));
  g_object_unref (place->model);
  g_free (place);
}

static gpointer
get_item (GListModel *list, guint position)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (list);
  guint page = position / PAGE_ROWS;
  ForeInvoiceItem *item;

  if (position >= n_items (model))
    return NULL;
  item = g_hash_table_lookup (model->live, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);

  Place *place = g_new (Place, 1);
  place->model = g_object_ref (model);
  place->position = position;
  item = fore_invoice_item_new ();
  g_object_weak_ref (G_OBJECT (item), on_item_gone, place);
  g_hash_table_insert (model->live, GUINT_TO_POINTER (position), item);

  GArray *records = g_hash_table_lookup (model->pages, GUINT_TO_POINTER (page));
  guint i = position % PAGE_ROWS;
  if (records == NULL)
    want_page (model, page);
  else if (i < records->len)
    fore_invoice_item_fill (item, records, i);
  return item;
}

static GType
get_item_type (GListModel *list)
{
  return FORE_TYPE_INVOICE_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return n_items (FORE_INVOICE_MODEL (list));
}

static void
init_list_model (GListModelInterface *interface)
{
  interface->get_item = get_item;
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ForeInvoiceModel,
                               fore_invoice_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

/* --- The object --- */

static void
fore_invoice_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (object);

  switch ((Property) id) {
  case PROP_N_ROWS: g_value_set_int64 (value, fore_invoice_model_get_n_rows (model)); break;
  case PROP_SUM: g_value_set_int64 (value, fore_invoice_model_get_sum (model)); break;
  case PROP_IS_LOADING: g_value_set_boolean (value, fore_invoice_model_is_loading (model)); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_invoice_model_dispose (GObject *object)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (object);

  g_cancellable_cancel (model->cancellable);
  if (model->loading != NULL)
    g_cancellable_cancel (g_task_get_cancellable (model->loading));
  g_clear_object (&model->loading);
  g_clear_object (&model->engine);
  G_OBJECT_CLASS (fore_invoice_model_parent_class)->dispose (object);
}

static void
fore_invoice_model_finalize (GObject *object)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (object);

  fore_invoice_filter_clear (&model->next_filter);
  g_clear_pointer (&model->list, fore_invoice_list_unref);
  g_object_unref (model->cancellable);
  g_hash_table_unref (model->live);
  g_hash_table_unref (model->pages);
  g_queue_clear (&model->kept);
  g_queue_clear (&model->wanted);
  G_OBJECT_CLASS (fore_invoice_model_parent_class)->finalize (object);
}

static void
fore_invoice_model_class_init (ForeInvoiceModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_invoice_model_get_property;
  object_class->dispose = fore_invoice_model_dispose;
  object_class->finalize = fore_invoice_model_finalize;
  properties[PROP_N_ROWS] = g_param_spec_int64 ("n-rows", NULL, NULL, 0, G_MAXINT64, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUM] = g_param_spec_int64 ("sum", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fore_invoice_model_init (ForeInvoiceModel *model)
{
  model->next_filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
  model->cancellable = g_cancellable_new ();
  model->live = g_hash_table_new (NULL, NULL);
  model->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
}

/**
 * fore_invoice_model_new:
 * @engine: whose rows they are
 *
 * Returns: (transfer full): an empty list, until something is loaded
 */
ForeInvoiceModel *
fore_invoice_model_new (ForeEngine *engine)
{
  ForeInvoiceModel *model = g_object_new (FORE_TYPE_INVOICE_MODEL, NULL);

  model->engine = g_object_ref (engine);
  return model;
}

/* --- Content --- */

/* What has been read of another content is not wanted any more, nor what is being read. */
static void
forget_pages (ForeInvoiceModel *model)
{
  g_cancellable_cancel (model->cancellable);
  g_object_unref (model->cancellable);
  model->cancellable = g_cancellable_new ();
  model->is_reading_page = FALSE;
  g_hash_table_remove_all (model->pages);
  g_queue_clear (&model->kept);
  g_queue_clear (&model->wanted);
}

/* Rows on the screen that stay where they are get new content. */
static void
want_live_pages (ForeInvoiceModel *model)
{
  GHashTableIter iter;
  gpointer position;

  g_hash_table_iter_init (&iter, model->live);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    want_page (model, GPOINTER_TO_UINT (position) / PAGE_ROWS);
}

static void
show_list (ForeInvoiceModel *model, ForeInvoiceList *list)
{
  guint n_before = n_items (model), n_after, n_staying;

  if (list == model->list && model->order.is_descending == model->next_order.is_descending)
    return;
  forget_pages (model);
  g_clear_pointer (&model->list, fore_invoice_list_unref);
  model->list = fore_invoice_list_ref (list);
  model->order = model->next_order;
  n_after = n_items (model);
  /* Of the same question, the answer changes under the eyes; of another one, it begins anew. */
  n_staying = model->is_other && n_after != n_before ? 0 : MIN (n_before, n_after);
  model->is_other = FALSE;
  if (n_staying == 0)
    g_hash_table_remove_all (model->live);
  if (n_after != n_before)
    g_list_model_items_changed (G_LIST_MODEL (model), n_staying, n_before - n_staying,
                                n_after - n_staying);
  want_live_pages (model);
  g_object_notify_by_pspec (G_OBJECT (model), properties[PROP_N_ROWS]);
  g_object_notify_by_pspec (G_OBJECT (model), properties[PROP_SUM]);
}

static void
end_loading (ForeInvoiceModel *model)
{
  g_clear_object (&model->loading);
  g_object_notify_by_pspec (G_OBJECT (model), properties[PROP_IS_LOADING]);
}

static void begin_loading (ForeInvoiceModel *model);

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeInvoiceModel *model = FORE_INVOICE_MODEL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeInvoiceList) list = g_task_propagate_pointer (G_TASK (result), &error);

  /* It may have come to its end and still not be wanted any more. */
  if (G_TASK (result) != model->loading)
    return;
  if (list == NULL)
    g_signal_emit (model, signals[FAILED], 0, error->message);
  else
    show_list (model, list);
  if (list != NULL && model->is_outdated)
    begin_loading (model);
  else
    end_loading (model);
}

static void
begin_loading (ForeInvoiceModel *model)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ForeInvoiceReading *reading = fore_invoice_reading_new (model->engine, model->list);

  g_clear_object (&model->loading);
  model->is_outdated = FALSE;
  fore_invoice_filter_assign (&reading->filter, &model->next_filter);
  reading->column = model->next_order.column;
  model->loading = g_task_new (model, cancellable, on_listed, NULL);
  g_task_set_task_data (model->loading, reading, (GDestroyNotify) fore_invoice_reading_free);
  fore_engine_run_async (model->engine, model->loading, fore_invoice_reading_run_list);
}

/**
 * fore_invoice_model_load:
 * @model: the model
 * @filter: which rows
 * @order: in which order
 *
 * Reads anew. What is shown stays until the new content is known. When that is on its way
 * already, it comes first: it would never come while the store changes all the time.
 */
void
fore_invoice_model_load (ForeInvoiceModel *model,
                         const ForeInvoiceFilter *filter,
                         const ForeInvoiceOrder *order)
{
  gboolean was_loading = model->loading != NULL;

  model->is_other |= !fore_invoice_filter_equal (filter, &model->next_filter) ||
                     order->column != model->next_order.column ||
                     order->is_descending != model->next_order.is_descending;
  if (was_loading && fore_invoice_filter_equal (filter, &model->next_filter) &&
      order->column == model->next_order.column) {
    model->next_order = *order;
    model->is_outdated = TRUE;
    return;
  }
  if (was_loading)
    g_cancellable_cancel (g_task_get_cancellable (model->loading));
  fore_invoice_filter_assign (&model->next_filter, filter);
  model->next_order = *order;
  begin_loading (model);
  if (!was_loading)
    g_object_notify_by_pspec (G_OBJECT (model), properties[PROP_IS_LOADING]);
}

/**
 * fore_invoice_model_stop_loading:
 * @model: the model
 *
 * Leaves what is shown as it is.
 */
void
fore_invoice_model_stop_loading (ForeInvoiceModel *model)
{
  if (model->loading == NULL)
    return;
  g_cancellable_cancel (g_task_get_cancellable (model->loading));
  end_loading (model);
}

/**
 * fore_invoice_model_is_loading:
 * @model: the model
 *
 * Returns: whether newer content is on its way
 */
gboolean
fore_invoice_model_is_loading (ForeInvoiceModel *model)
{
  return model->loading != NULL;
}

/**
 * fore_invoice_model_get_progress:
 * @model: the model
 *
 * Returns: how far newer content is, from 0 to 1; 0 also where that is not known
 */
double
fore_invoice_model_get_progress (ForeInvoiceModel *model)
{
  ForeInvoiceReading *reading = model->loading != NULL ? g_task_get_task_data (model->loading)
                                                       : NULL;

  return reading != NULL ? g_atomic_int_get (&reading->permille) / 1000.0 : 0;
}

/**
 * fore_invoice_model_get_n_rows:
 * @model: the model
 *
 * Returns: how many rows there are
 */
gint64
fore_invoice_model_get_n_rows (ForeInvoiceModel *model)
{
  return model->list != NULL ? fore_invoice_list_get_n_rows (model->list) : 0;
}

/**
 * fore_invoice_model_get_sum:
 * @model: the model
 *
 * Returns: the sum of the sales of all rows
 */
ForeCents
fore_invoice_model_get_sum (ForeInvoiceModel *model)
{
  return model->list != NULL ? fore_invoice_list_get_sum (model->list) : 0;
}

/**
 * fore_invoice_model_get_list:
 * @model: the model
 *
 * Returns: (transfer none) (nullable): the rows that are shown
 */
ForeInvoiceList *
fore_invoice_model_get_list (ForeInvoiceModel *model)
{
  return model->list;
}

/**
 * fore_invoice_model_get_order:
 * @model: the model
 *
 * Returns: (transfer none): the order in which they are
 */
const ForeInvoiceOrder *
fore_invoice_model_get_order (ForeInvoiceModel *model)
{
  return &model->order;
}
