/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-import-notes.h"

ForeImportNotes *
fore_import_notes_new (const ForeImportOptions *options, const ForeReading *reading)
{
  ForeImportNotes *notes = g_new0 (ForeImportNotes, 1);

  notes->options = fore_import_options_copy (options);
  notes->charset = reading->charset;
  notes->n_repeated = reading->rows->n_repeated;
  return notes;
}

ForeImportNotes *
fore_import_notes_copy (const ForeImportNotes *notes)
{
  ForeImportNotes *copy = g_memdup2 (notes, sizeof *notes);

  copy->options = fore_import_options_copy (notes->options);
  return copy;
}

void
fore_import_notes_free (ForeImportNotes *notes)
{
  if (notes == NULL)
    return;
  fore_import_options_free (notes->options);
  g_free (notes);
}
