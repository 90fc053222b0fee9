/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-import-preview.h"

G_BEGIN_DECLS

/**
 * ForeImportChoices:
 *
 * What the columns of a file are taken for and how it is written, to be changed. Signal
 * "changed" tells that a person has chosen something else.
 */
#define FORE_TYPE_IMPORT_CHOICES (fore_import_choices_get_type ())
G_DECLARE_FINAL_TYPE (ForeImportChoices, fore_import_choices, FORE, IMPORT_CHOICES, AdwBin)

void fore_import_choices_show (ForeImportChoices *choices, const ForeImportPreview *preview);
ForeImportOptions *fore_import_choices_dup_options (ForeImportChoices *choices);

G_END_DECLS
