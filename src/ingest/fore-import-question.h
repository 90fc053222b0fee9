/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"
#include "fore-csv-columns.h"
#include "fore-date-column.h"
#include "fore-amount-column.h"

G_BEGIN_DECLS

/* Inside of the folder: what a column that cannot be decided asks. */
ForeImportQuestion *
fore_import_question_of_dates (const ForeDateColumn *dates, const ForeImportOptions *options);
ForeImportQuestion *
fore_import_question_of_amounts (const ForeAmountColumn *amounts, const ForeImportOptions *options);
ForeImportQuestion *
fore_import_question_of_columns (const ForeCsvColumns *columns, const ForeImportOptions *options);

G_END_DECLS
