/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-import-choices.h"
#include "fore-import-dialog.h"
#include "fore-import-question-group.h"
#include "fore-import-summary.h"
#include "fore-preview-table.h"
#include "fore-toolkit.h"

struct _ForeImportDialog {
  AdwWindow parent_instance;

  ForeEngine *engine;         /* (owned) */
  GFile *file;                /* (owned) */
  char *name;                 /* (owned): of the file, for people */
  ForeImportPreview *preview; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned): of the reading that counts */
  gboolean is_answered;       /* whether the response has been given */

  AdwWindowTitle *window_title;
  GtkWidget *import_button;
  ForeImportSummary *summary;
  ForeImportQuestionGroup *question_group;
  ForeImportChoices *choices;
  ForePreviewTable *table;
  GtkWidget *recalled_row;
  GtkWidget *alike_row;
  AdwActionRow *alike_title;
  GtkSwitch *alike_switch;
};

G_DEFINE_FINAL_TYPE (ForeImportDialog, fore_import_dialog, ADW_TYPE_WINDOW)

enum {
  RESPONSE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- What the import would do --- */

static void
on_dry_run (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeImportDialog) dialog = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeDryRun) run = fore_engine_dry_run_finish (FORE_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (run != NULL) {
    fore_import_summary_show_run (dialog->summary, run);
  } else {
    fore_import_summary_show_problem (dialog->summary, error->message);
    gtk_widget_set_sensitive (dialog->import_button, FALSE);
  }
}

static gboolean
lacks_column (const ForeImportPreview *preview)
{
  for (guint field = 0; field < FORE_N_FIELDS; field++) {
    if (preview->column[field] < 0)
      return TRUE;
  }
  return FALSE;
}

static void
show_summary (ForeImportDialog *dialog)
{
  const ForeImportPreview *preview = dialog->preview;

  if (preview->question != NULL) {
    fore_import_summary_show_question (dialog->summary);
  } else if (preview->problem == NULL) {
    fore_import_summary_show_reading (dialog->summary);
    fore_engine_dry_run_async (dialog->engine, dialog->file, preview->options, dialog->cancellable,
                               on_dry_run, g_object_ref (dialog));
  } else {
    fore_import_summary_show_problem (
        dialog->summary, lacks_column (preview)
                             ? _ ("Not all columns have been found. Choose them below.")
                             : preview->problem);
  }
}

static void
show_preview (ForeImportDialog *dialog)
{
  const ForeImportPreview *preview = dialog->preview;

  fore_import_question_group_show (dialog->question_group, preview->question, dialog->name);
  fore_import_choices_show (dialog->choices, preview);
  fore_preview_table_show (dialog->table, preview);
  gtk_widget_set_visible (dialog->recalled_row, preview->options->is_recalled);
  gtk_widget_set_sensitive (dialog->import_button,
                            preview->question == NULL && preview->problem == NULL);
  show_summary (dialog);
}

/* --- What the file is taken for --- */

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeImportDialog) dialog = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeImportPreview)
      preview = fore_engine_preview_finish (FORE_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (preview == NULL) {
    fore_import_summary_show_problem (dialog->summary, error->message);
    gtk_widget_set_sensitive (dialog->import_button, FALSE);
    return;
  }
  g_clear_pointer (&dialog->preview, fore_import_preview_free);
  dialog->preview = g_steal_pointer (&preview);
  show_preview (dialog);
}

static void
cancel_reading (ForeImportDialog *dialog)
{
  g_cancellable_cancel (dialog->cancellable);
  g_object_unref (dialog->cancellable);
  dialog->cancellable = g_cancellable_new ();
}

static void
read_again (ForeImportDialog *dialog, const ForeImportOptions *options)
{
  cancel_reading (dialog);
  fore_import_summary_show_reading (dialog->summary);
  fore_engine_preview_async (dialog->engine, dialog->file, options, dialog->cancellable,
                             on_previewed, g_object_ref (dialog));
}

static void
on_options_changed (ForeImportDialog *dialog)
{
  g_autoptr (ForeImportOptions) options = fore_import_choices_dup_options (dialog->choices);

  read_again (dialog, options);
}

static void
on_answered (ForeImportDialog *dialog, const ForeImportOptions *options)
{
  read_again (dialog, options);
}

/* --- What has been remembered --- */

static void
forget (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fore_engine_forget_header (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeImportDialog) dialog = data;
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    read_again (dialog, options);
  else
    fore_import_summary_show_problem (dialog->summary, error->message);
}

static void
on_forget (ForeImportDialog *dialog)
{
  g_autoptr (GTask) task = g_task_new (dialog->engine, NULL, on_forgotten, g_object_ref (dialog));

  g_task_set_task_data (task, g_strdup (dialog->preview->header_key), g_free);
  fore_engine_run_async (dialog->engine, task, forget);
}

/* --- The answer --- */

static void
respond (ForeImportDialog *dialog, gboolean is_wanted)
{
  if (dialog->is_answered)
    return;
  dialog->is_answered = TRUE;
  cancel_reading (dialog);
  g_signal_emit (dialog, signals[RESPONSE], 0, is_wanted);
}

static void
on_import (ForeImportDialog *dialog)
{
  respond (dialog, TRUE);
  gtk_window_close (GTK_WINDOW (dialog));
}

static gboolean
fore_import_dialog_close_request (GtkWindow *window)
{
  respond (FORE_IMPORT_DIALOG (window), FALSE);
  return GTK_WINDOW_CLASS (fore_import_dialog_parent_class)->close_request (window);
}

/* --- The widget --- */

static void
fore_import_dialog_dispose (GObject *object)
{
  ForeImportDialog *dialog = FORE_IMPORT_DIALOG (object);

  g_cancellable_cancel (dialog->cancellable);
  g_clear_object (&dialog->engine);
  g_clear_object (&dialog->file);
  G_OBJECT_CLASS (fore_import_dialog_parent_class)->dispose (object);
}

static void
fore_import_dialog_finalize (GObject *object)
{
  ForeImportDialog *dialog = FORE_IMPORT_DIALOG (object);

  g_object_unref (dialog->cancellable);
  g_clear_pointer (&dialog->preview, fore_import_preview_free);
  g_free (dialog->name);
  G_OBJECT_CLASS (fore_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FORE_TYPE_IMPORT_CHOICES);
  g_type_ensure (FORE_TYPE_IMPORT_QUESTION_GROUP);
  g_type_ensure (FORE_TYPE_IMPORT_SUMMARY);
  g_type_ensure (FORE_TYPE_PREVIEW_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, question_group);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, table);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, recalled_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, alike_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, alike_title);
  gtk_widget_class_bind_template_child (widget_class, ForeImportDialog, alike_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_options_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_answered);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
}

static void
fore_import_dialog_class_init (ForeImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fore_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fore_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = fore_import_dialog_close_request;
  signals[RESPONSE] = g_signal_new ("response", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fore_import_dialog_init (ForeImportDialog *dialog)
{
  dialog->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (dialog));
  fore_toolkit_name_buttons (GTK_WIDGET (dialog));
}

/**
 * fore_import_dialog_new:
 * @parent: the window that asks
 * @engine: what reads the file
 * @file: the file, or the stored copy of one
 * @name: what people call it
 * @preview: (transfer full): what it is taken for so far
 *
 * Returns: (transfer none): a dialog that asks
 */
ForeImportDialog *
fore_import_dialog_new (GtkWindow *parent,
                        ForeEngine *engine,
                        GFile *file,
                        const char *name,
                        ForeImportPreview *preview)
{
  ForeImportDialog *dialog = g_object_new (FORE_TYPE_IMPORT_DIALOG, "transient-for", parent,
                                           "application", gtk_window_get_application (parent),
                                           NULL);

  dialog->engine = g_object_ref (engine);
  dialog->file = g_object_ref (file);
  dialog->name = g_strdup (name);
  dialog->preview = preview;
  adw_window_title_set_subtitle (dialog->window_title, name);
  show_preview (dialog);
  return dialog;
}

/**
 * fore_import_dialog_set_n_alike:
 * @dialog: a dialog
 * @n_alike: how many more files with the same columns wait
 *
 * Offers to read them all alike.
 */
void
fore_import_dialog_set_n_alike (ForeImportDialog *dialog, guint n_alike)
{
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%lu more file with these columns waits",
                   "%lu more files with these columns wait", n_alike),
      (gulong) n_alike);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->alike_title), title);
  gtk_widget_set_visible (dialog->alike_row, n_alike > 0);
}

/**
 * fore_import_dialog_is_for_all:
 * @dialog: a dialog
 *
 * Returns: whether the other files with the same columns are to be read alike
 */
gboolean
fore_import_dialog_is_for_all (ForeImportDialog *dialog)
{
  return gtk_widget_get_visible (dialog->alike_row) && gtk_switch_get_active (dialog->alike_switch);
}

/**
 * fore_import_dialog_dup_options:
 * @dialog: a dialog
 *
 * Returns: (transfer full): how the file is to be read. Its columns are named even where they
 *   were found, so that the next file with the same header need not be asked about.
 */
ForeImportOptions *
fore_import_dialog_dup_options (ForeImportDialog *dialog)
{
  ForeImportOptions *options = fore_import_choices_dup_options (dialog->choices);

  for (guint field = 0; field < FORE_N_FIELDS; field++) {
    int column = dialog->preview->column[field];

    if (options->header[field] == NULL && column >= 0)
      options->header[field] = g_strdup (dialog->preview->header[column]);
  }
  return options;
}
