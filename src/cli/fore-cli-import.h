/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cli.h"

G_BEGIN_DECLS

/* Parts of the command "import". */

/**
 * ForeCliImportValues:
 *
 * Values of options that say how files are read, as they were given.
 */
typedef struct {
  gboolean is_strict;
  char *delimiter;
  char *decimal_mark;
  char *date_format;
  char *duplicates;
  char **maps;
} ForeCliImportValues;

/* fore-cli-import-options.c */
ForeImportOptions *fore_cli_read_import_options (const ForeCliImportValues *values, GError **error);

/* fore-cli-dry-run.c */
ForeExit fore_cli_dry_run (ForeEngine *engine,
                           const ForeCli *cli,
                           GStrv paths,
                           const ForeImportOptions *options,
                           GError **error);

/* fore-cli-import-notes.c */
void fore_cli_complain_of_file (const char *name, const char *problem);
void fore_cli_complain_of_duplicate (const char *name, const char *batch);
void fore_cli_tell_notes (ForeEngine *engine, const ForeUpload *upload);

G_END_DECLS
