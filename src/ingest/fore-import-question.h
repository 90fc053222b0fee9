/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import-pass.h"

G_BEGIN_DECLS

/* Inside of the folder: what a column that cannot be decided asks. */
ForeImportQuestion *fore_import_question_after_survey (const ForeImportPass *pass);
ForeImportQuestion *
fore_import_question_of_columns (const ForeCsvColumns *columns, const ForeImportOptions *options);

G_END_DECLS
