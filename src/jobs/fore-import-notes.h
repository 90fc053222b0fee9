/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

/**
 * ForeImportNotes:
 * @options: how the file was read; look at `is_recalled`
 * @charset: the encoding it was read in; "WINDOWS-1252" is a fallback that a person should know
 * @n_repeated: rows whose key came again
 *
 * What is to be told of a file that has been taken in, besides its counters.
 */
typedef struct {
  ForeImportOptions *options;
  const char *charset;
  guint64 n_repeated;
} ForeImportNotes;

ForeImportNotes *
fore_import_notes_new (const ForeImportOptions *options, const ForeReading *reading);
ForeImportNotes *fore_import_notes_copy (const ForeImportNotes *notes);
void fore_import_notes_free (ForeImportNotes *notes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeImportNotes, fore_import_notes_free)

G_END_DECLS
