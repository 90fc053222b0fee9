/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli-import.h"

#include <glib/gi18n-lib.h>

void
fore_cli_complain_of_file (const char *name, const char *problem)
{
  g_autofree char *message = g_strdup_printf ("%s: %s", name, problem);

  fore_cli_complain (message);
}

void
fore_cli_complain_of_duplicate (const char *name, const char *batch)
{
  g_autofree char *problem = g_strdup_printf (_ ("The same file is already here, as batch %s."),
                                              batch);

  fore_cli_complain_of_file (name, problem);
}

static void
add_character (GPtrArray *words, const char *option, char value)
{
  if (value == '\t')
    g_ptr_array_add (words, g_strconcat (option, "=\\t", NULL));
  else if (value != 0)
    g_ptr_array_add (words, g_strdup_printf ("%s=%c", option, value));
}

/* What was recalled, as the options that say the same. */
static char *
describe_options (const ForeImportOptions *options)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (int field = 0; field < FORE_N_FIELDS; field++)
    if (options->header[field] != NULL)
      g_ptr_array_add (
          words, g_strdup_printf ("--map=%s=%s", fore_field_name (field), options->header[field]));
  add_character (words, "--delimiter", options->delimiter);
  add_character (words, "--decimal-mark", options->usual_decimal_mark);
  if (options->usual_date_format != NULL)
    g_ptr_array_add (words, g_strconcat ("--date-format=", options->usual_date_format, NULL));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (GStrv) words->pdata);
}

static void
tell_recalled (const char *name, const ForeImportOptions *options)
{
  g_autofree char *words = describe_options (options);
  g_autofree char *note = g_strdup_printf (
      /* Translators: options of the command line, such as --map=date=When. --forget is one, too. */
      _ ("Where the file does not tell, it is read like an earlier one with the same header: %s "
         "(--forget forgets that)."),
      words);

  fore_cli_complain_of_file (name, note);
}

static void
tell_repeated (const char *name, const ForeImportNotes *notes)
{
  gulong n = (gulong) notes->n_repeated;
  g_autofree char *note = g_strdup_printf (
      notes->options->sums_repeated
          ? g_dngettext (GETTEXT_PACKAGE,
                         "%lu row has the date, product and category of another one and was added "
                         "to it.",
                         "%lu rows have the date, product and category of another one and were "
                         "added to it.",
                         n)
          : g_dngettext (GETTEXT_PACKAGE,
                         "%lu row has the date, product and category of a later one, which counts "
                         "(--duplicates=sum adds them up).",
                         "%lu rows have the date, product and category of a later one, which "
                         "counts (--duplicates=sum adds them up).",
                         n),
      n);

  fore_cli_complain_of_file (name, note);
}

/*
 * fore_cli_tell_notes:
 * @engine: an engine
 * @upload: an upload that this process has completed
 *
 * Tells on standard error what a person may not expect of the way it was read.
 */
void
fore_cli_tell_notes (ForeEngine *engine, const ForeUpload *upload)
{
  g_autoptr (ForeImportNotes) notes = fore_engine_dup_import_notes (engine, upload->batch);

  if (notes == NULL)
    return;
  if (g_str_equal (notes->charset, "WINDOWS-1252"))
    fore_cli_complain_of_file (upload->original_filename,
                               _ ("The text is not UTF-8 and was read as Windows-1252."));
  if (notes->options->is_recalled)
    tell_recalled (upload->original_filename, notes->options);
  if (notes->n_repeated > 0)
    tell_repeated (upload->original_filename, notes);
}
