/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-import-summary.h"

struct _ForeImportSummary {
  AdwBin parent_instance;

  GtkStack *mark;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkLabel *detail_label;
};

G_DEFINE_FINAL_TYPE (ForeImportSummary, fore_import_summary, ADW_TYPE_BIN)

static void
show (ForeImportSummary *summary, const char *mark, const char *text, const char *detail)
{
  gtk_stack_set_visible_child_name (summary->mark, mark);
  gtk_spinner_set_spinning (summary->spinner, g_str_equal (mark, "reading"));
  gtk_label_set_text (summary->label, text);
  gtk_label_set_text (summary->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (summary->detail_label), detail != NULL);
}

/**
 * fore_import_summary_show_reading:
 * @summary: a summary
 *
 * Says that the file is being read.
 */
void
fore_import_summary_show_reading (ForeImportSummary *summary)
{
  show (summary, "reading", _ ("Reading the file…"), NULL);
}

/**
 * fore_import_summary_show_question:
 * @summary: a summary
 *
 * Says that something else comes first.
 */
void
fore_import_summary_show_question (ForeImportSummary *summary)
{
  show (summary, "question", _ ("There is a question to answer first."), NULL);
}

/**
 * fore_import_summary_show_problem:
 * @summary: a summary
 * @problem: why the file cannot be imported like this
 */
void
fore_import_summary_show_problem (ForeImportSummary *summary, const char *problem)
{
  show (summary, "problem", problem, NULL);
}

/**
 * fore_import_summary_show_run:
 * @summary: a summary
 * @run: what an import would do
 */
void
fore_import_summary_show_run (ForeImportSummary *summary, const ForeDryRun *run)
{
  g_autofree char *added = fore_format_count (run->changes.added);
  g_autofree char *changed = fore_format_count (run->changes.changed);
  g_autofree char *unchanged = fore_format_count (run->changes.unchanged);
  g_autofree char *imputed = fore_format_count (run->changes.imputed);
  g_autofree char *rejected = fore_format_count (run->n_rejected);
  g_autofree char *text = g_strdup_printf (
      /* Translators: what an import would do; five numbers of rows */
      _ ("%s new · %s changed · %s unchanged · %s filled in · %s set aside"), added, changed,
      unchanged, imputed, rejected);
  g_autofree char *repetition = NULL;
  g_autofree char *detail = NULL;

  if (run->n_repeated > 0)
    repetition = fore_format_repetition (run->n_repeated);
  if (repetition != NULL && run->issues != NULL)
    detail = g_strjoin ("\n", repetition, run->issues, NULL);
  else
    detail = g_strdup (repetition != NULL ? repetition : run->issues);
  show (summary, run->n_rejected > 0 ? "partly" : "fine", text, detail);
}

static void
fore_import_summary_class_init (ForeImportSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-import-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeImportSummary, mark);
  gtk_widget_class_bind_template_child (widget_class, ForeImportSummary, spinner);
  gtk_widget_class_bind_template_child (widget_class, ForeImportSummary, label);
  gtk_widget_class_bind_template_child (widget_class, ForeImportSummary, detail_label);
}

static void
fore_import_summary_init (ForeImportSummary *summary)
{
  gtk_widget_init_template (GTK_WIDGET (summary));
}
