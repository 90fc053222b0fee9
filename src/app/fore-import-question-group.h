/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-import.h"

G_BEGIN_DECLS

/**
 * ForeImportQuestionGroup:
 *
 * What only a person can know about a file, with the answers to choose from. Signal "answered"
 * (const ForeImportOptions *) tells how the file is to be read then.
 */
#define FORE_TYPE_IMPORT_QUESTION_GROUP (fore_import_question_group_get_type ())
G_DECLARE_FINAL_TYPE (ForeImportQuestionGroup,
                      fore_import_question_group,
                      FORE,
                      IMPORT_QUESTION_GROUP,
                      AdwPreferencesGroup)

void fore_import_question_group_show (ForeImportQuestionGroup *group,
                                      const ForeImportQuestion *question,
                                      const char *name);

G_END_DECLS
