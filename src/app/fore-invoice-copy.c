/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

#include "fore-error.h"
#include "fore-format.h"
#include "fore-invoice-copy.h"

/* Some megabytes of text; what is more is better kept in a file. */
#define MOST_ROWS 100000

typedef struct {
  ForeEngine *engine;    /* (owned) */
  ForeInvoiceList *list; /* (owned) */
  gboolean is_descending;
  GtkBitset *positions; /* (owned) */
  GString *text;        /* (owned) (nullable) */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->engine);
  fore_invoice_list_unref (copy->list);
  gtk_bitset_unref (copy->positions);
  if (copy->text != NULL)
    g_string_free (copy->text, TRUE);
  g_free (copy);
}

/* A text stays in its cell, and is not run as a formula. */
static void
append_text (GString *line, const char *text)
{
  gsize start = line->len;

  if (*text != '\0' && strchr ("=+-@", *text) != NULL)
    g_string_append_c (line, '\'');
  g_string_append (line, text);
  for (char *c = line->str + start; *c != '\0'; c++)
    if (*c == '\t' || *c == '\n' || *c == '\r')
      *c = ' ';
}

/* As the spreadsheets of the locale read it: with its decimal mark, and no grouping. */
static void
append_cents (GString *line, ForeCents cents)
{
  char buffer[FORE_CENTS_BUFFER];
  const char *text = fore_cents_format (cents, buffer);
  const char *point = strchr (text, '.');

  g_string_append_len (line, text, point - text);
  g_string_append_printf (line, "%s%s", nl_langinfo (RADIXCHAR), point + 1);
}

static gboolean
append_row (const ForeInvoice *invoice, gpointer data, GError **error)
{
  GString *text = data;
  char day[FORE_DAY_BUFFER];

  g_string_append_printf (text, "%s\t", fore_day_format (invoice->day, day));
  append_text (text, invoice->product);
  g_string_append_c (text, '\t');
  append_text (text, invoice->category);
  g_string_append_c (text, '\t');
  append_cents (text, invoice->sales);
  g_string_append_printf (text, "\t%s\t%" G_GINT64_FORMAT "\t",
                          invoice->is_imputed ? C_ ("invoice", "filled in") : "", invoice->version);
  append_text (text, invoice->batch != NULL ? invoice->batch : "");
  g_string_append_c (text, '\n');

  return TRUE;
}

static void
append_titles (GString *text)
{
  g_string_append_printf (
      text, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", C_ ("column", "Date"), C_ ("column", "Product"),
      C_ ("column", "Category"), C_ ("column", "Sales"),
      /* Translators: column that says of an amount whether it was filled in */
      C_ ("column", "Filled In"), C_ ("column", "Version"), C_ ("column", "Upload"));
}

/* Reads the rows, a stretch of neighbours at a time. */
static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  GtkBitsetIter iter;
  GError *error = NULL;
  guint first;
  gboolean is_there = gtk_bitset_iter_init_first (&iter, copy->positions, &first);

  copy->text = g_string_new (NULL);
  append_titles (copy->text);
  while (is_there) {
    guint n = 0, position = first;

    while (is_there && position == first + n) {
      n++;
      is_there = gtk_bitset_iter_next (&iter, &position);
    }
    if (!fore_store_each_listed (fore_engine_get_store (copy->engine), copy->list,
                                 copy->is_descending, first, n, append_row, copy->text, cancellable,
                                 &error)) {
      g_task_return_error (task, error);
      return;
    }
    first = position;
  }
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&copy->text), FALSE), g_free);
}

/**
 * fore_invoice_copy_async:
 * @source: (type GObject): source of the result
 * @engine: where the rows are
 * @list: the rows
 * @is_descending: whether they are counted from the last one
 * @positions: which of them
 * @cancellable: to stop it
 * @callback: called at its end
 *
 * Makes a text of rows that a spreadsheet takes from the clipboard: a line of titles and one for
 * each row, with tabs between the cells.
 */
void
fore_invoice_copy_async (gpointer source,
                         ForeEngine *engine,
                         ForeInvoiceList *list,
                         gboolean is_descending,
                         GtkBitset *positions,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  g_autofree char *most = fore_format_count (MOST_ROWS);
  Copy *copy;

  if (gtk_bitset_get_size (positions) > MOST_ROWS) {
    g_task_return_new_error (task, FORE_ERROR, FORE_ERROR_FAILED,
                             /* Translators: a large number */
                             _ ("No more than %s rows can be copied. Save the rows instead."),
                             most);
    return;
  }
  copy = g_new0 (Copy, 1);
  copy->engine = g_object_ref (engine);
  copy->list = fore_invoice_list_ref (list);
  copy->is_descending = is_descending;
  copy->positions = gtk_bitset_copy (positions);
  g_task_set_task_data (task, copy, copy_free);
  fore_engine_run_async (engine, task, run);
}

/**
 * fore_invoice_copy_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
fore_invoice_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
