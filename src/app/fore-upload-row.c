/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-format.h"
#include "fore-import-words.h"
#include "fore-toolkit.h"
#include "fore-upload-row.h"

struct _ForeUploadRow {
  AdwExpanderRow parent_instance;

  ForeUploadItem *item; /* (owned) */

  GtkImage *status_icon;
  GtkLabel *status_label;
  GtkLabel *batch_label;
  GtkLabel *stored_label;
  GtkLabel *hash_label;
  GtkWidget *log_box;
  GtkLabel *repeated_label;
  GtkLabel *log_title;
  GtkLabel *log_label;
  GtkWidget *show_button;
  GtkWidget *retry_button;
  GtkWidget *rejects_button;
  GtkWidget *undo_button;
};

G_DEFINE_FINAL_TYPE (ForeUploadRow, fore_upload_row, ADW_TYPE_EXPANDER_ROW)

typedef struct {
  const char *icon;
  const char *word;
  const char *style_class;
} Status;

static Status
describe_status (const ForeUpload *upload)
{
  switch (upload->status) {
  case FORE_UPLOAD_UPLOADED:
    return (Status){ "content-loading-symbolic", C_ ("upload status", "Waiting"), "dim-label" };
  case FORE_UPLOAD_PROCESSING:
    return (Status){ "emblem-synchronizing-symbolic", C_ ("upload status", "Importing"), "accent" };
  case FORE_UPLOAD_FAILED:
    return (Status){ "dialog-error-symbolic", C_ ("upload status", "Failed"), "error" };
  case FORE_UPLOAD_COMPLETED:
  default:
    if (upload->error_log != NULL)
      return (Status){ "dialog-warning-symbolic", C_ ("upload status", "Completed in part"),
                       "warning" };
    return (Status){ "emblem-ok-symbolic", C_ ("upload status", "Completed"), "success" };
  }
}

static char *
describe_counts (const ForeUpload *upload, const char *time)
{
  const ForeUploadCounts *counts = &upload->counts;
  g_autofree char *total = fore_format_count (counts->total);
  g_autofree char *imputed = fore_format_count (counts->imputed);
  g_autofree char *inserted = fore_format_count (counts->inserted);
  g_autofree char *updated = fore_format_count (counts->updated);

  return g_strdup_printf (
      /* Translators: when a file came in, how many rows it has, how many of them had an empty
       * amount that was filled in, how many were new and how many changed a row known already */
      g_dngettext (GETTEXT_PACKAGE, "%s · %s row · %s filled in · %s new · %s changed",
                   "%s · %s rows · %s filled in · %s new · %s changed", (gulong) counts->total),
      time, total, imputed, inserted, updated);
}

static char *
describe_upload (const ForeUpload *upload)
{
  g_autofree char *time = fore_format_time (upload->uploaded_at);

  if (upload->status == FORE_UPLOAD_COMPLETED)
    return describe_counts (upload, time);
  if (upload->status == FORE_UPLOAD_FAILED && upload->error_log != NULL) {
    /* Where no row could be read: how many, and what is wrong with the first of them. */
    g_autofree char *log = fore_import_words_for_window (upload->error_log);
    g_auto (GStrv) lines = g_strsplit (log, "\n", 3);
    g_autofree char *reason = g_strjoin (" ", lines[0], lines[1], NULL);

    /* Translators: when a file came in, and why it could not be taken */
    return g_strdup_printf (C_ ("upload", "%s · %s"), time, reason);
  }
  return g_steal_pointer (&time);
}

static void
show_repetition (ForeUploadRow *row, gint64 n_repeated)
{
  g_autofree char *sentence = fore_format_repetition (n_repeated);

  gtk_widget_set_visible (GTK_WIDGET (row->repeated_label), n_repeated > 0);
  gtk_label_set_text (row->repeated_label, sentence);
}

static void
show_log (ForeUploadRow *row, const ForeUpload *upload)
{
  g_autofree char *log = fore_import_words_for_window (upload->error_log != NULL ? upload->error_log
                                                                                 : "");

  gtk_widget_set_visible (row->log_box, upload->error_log != NULL);
  gtk_label_set_text (row->log_label, log);
  /* A line for each of them follows the first. */
  gtk_widget_set_visible (gtk_widget_get_parent (row->rejects_button), strchr (log, '\n') != NULL);
  gtk_label_set_text (row->log_title, upload->status == FORE_UPLOAD_FAILED
                                          ? _ ("Why it failed")
                                          : _ ("Rows that were set aside"));
}

static void
show_details (ForeUploadRow *row, const ForeUpload *upload)
{
  gtk_label_set_text (row->batch_label, upload->batch);
  gtk_label_set_text (row->stored_label, upload->stored_filename);
  gtk_label_set_text (row->hash_label, upload->file_hash);
  show_repetition (row, upload->counts.repeated);
  show_log (row, upload);
  gtk_widget_set_visible (gtk_widget_get_parent (row->show_button),
                          upload->status == FORE_UPLOAD_COMPLETED);
  gtk_widget_set_visible (gtk_widget_get_parent (row->retry_button),
                          upload->status == FORE_UPLOAD_FAILED);
  gtk_widget_set_sensitive (row->undo_button, upload->status == FORE_UPLOAD_COMPLETED ||
                                                  upload->status == FORE_UPLOAD_FAILED);
  /* Nothing came of an import that failed, so there is nothing to undo. */
  gtk_button_set_label (GTK_BUTTON (row->undo_button), upload->status == FORE_UPLOAD_FAILED
                                                           ? _ ("_Forget Upload")
                                                           : _ ("_Undo Import"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->show_button), "s", upload->batch);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->retry_button), "s", upload->batch);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->rejects_button), "s", upload->batch);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->undo_button), "s", upload->batch);
}

static void
update (ForeUploadRow *row)
{
  static const char *const style_classes[] = { "dim-label", "accent", "error", "warning",
                                               "success" };
  const ForeUpload *upload = fore_upload_item_get_upload (row->item);
  Status status = describe_status (upload);
  g_autofree char *subtitle = describe_upload (upload);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), upload->original_filename);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_image_set_from_icon_name (row->status_icon, status.icon);
  gtk_label_set_text (row->status_label, status.word);
  for (gsize i = 0; i < G_N_ELEMENTS (style_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (row->status_icon), style_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (row->status_icon), status.style_class);
  show_details (row, upload);

  g_autofree char *label =
      /* Translators: a file and what became of it, for screen readers */
      g_strdup_printf (C_ ("upload", "%s: %s"), upload->original_filename, status.word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
fore_upload_row_dispose (GObject *object)
{
  ForeUploadRow *row = FORE_UPLOAD_ROW (object);

  g_clear_object (&row->item);
  G_OBJECT_CLASS (fore_upload_row_parent_class)->dispose (object);
}

static void
fore_upload_row_class_init (ForeUploadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_upload_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-upload-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, batch_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, stored_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, hash_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, log_box);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, repeated_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, log_title);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, log_label);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, show_button);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, rejects_button);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadRow, undo_button);
}

static void
fore_upload_row_init (ForeUploadRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
  fore_toolkit_name_buttons (GTK_WIDGET (row));
}

/**
 * fore_upload_row_new:
 * @item: the upload
 *
 * Returns: (transfer full): a row that follows @item
 */
GtkWidget *
fore_upload_row_new (ForeUploadItem *item)
{
  ForeUploadRow *row = g_object_new (FORE_TYPE_UPLOAD_ROW, NULL);

  row->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), row, G_CONNECT_SWAPPED);
  update (row);
  return GTK_WIDGET (row);
}

/**
 * fore_upload_row_get_item:
 * @row: a row
 *
 * Returns: (transfer none): the upload it shows
 */
ForeUploadItem *
fore_upload_row_get_item (ForeUploadRow *row)
{
  return row->item;
}
