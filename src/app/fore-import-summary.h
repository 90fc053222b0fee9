/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeImportSummary:
 *
 * What an import would do, or why it cannot be done.
 */
#define FORE_TYPE_IMPORT_SUMMARY (fore_import_summary_get_type ())
G_DECLARE_FINAL_TYPE (ForeImportSummary, fore_import_summary, FORE, IMPORT_SUMMARY, AdwBin)

void fore_import_summary_show_reading (ForeImportSummary *summary);
void fore_import_summary_show_question (ForeImportSummary *summary);
void fore_import_summary_show_problem (ForeImportSummary *summary, const char *problem);
void fore_import_summary_show_run (ForeImportSummary *summary, const ForeDryRun *run);

G_END_DECLS
