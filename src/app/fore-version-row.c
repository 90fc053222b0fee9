/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-version-row.h"

struct _ForeVersionRow {
  AdwActionRow parent_instance;

  char *batch; /* (owned) */

  GtkWidget *imputed_label;
};

G_DEFINE_FINAL_TYPE (ForeVersionRow, fore_version_row, ADW_TYPE_ACTION_ROW)

/* The page with the uploads is that of the window behind the dialog that the row is in. */
static void
on_show (ForeVersionRow *row)
{
  GtkWindow *dialog = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row)));
  GtkWindow *window = gtk_window_get_transient_for (dialog);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-upload", "s", row->batch);
  gtk_window_close (dialog);
}

static void
fore_version_row_finalize (GObject *object)
{
  g_free (FORE_VERSION_ROW (object)->batch);
  G_OBJECT_CLASS (fore_version_row_parent_class)->finalize (object);
}

static void
fore_version_row_class_init (ForeVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_version_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-version-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeVersionRow, imputed_label);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
}

static void
fore_version_row_init (ForeVersionRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
}

/**
 * fore_version_row_new:
 * @version: what the invoice row was
 * @filename: what the file is called that it came with
 *
 * Returns: (transfer full): a row of a list
 */
GtkWidget *
fore_version_row_new (const ForeInvoiceVersion *version, const char *filename)
{
  ForeVersionRow *row = g_object_new (FORE_TYPE_VERSION_ROW, NULL);
  g_autofree char *amount = fore_format_cents (version->sales);
  g_autofree char *number = fore_format_count (version->version);
  g_autofree char *time = fore_format_time (version->uploaded_at);
  /* Translators: which version of a row, when it came, and in which file */
  g_autofree char *subtitle = g_strdup_printf (_ ("Version %s · %s · %s"), number, time, filename);

  row->batch = g_strdup (version->batch);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), amount);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_visible (row->imputed_label, version->is_imputed);
  return GTK_WIDGET (row);
}
