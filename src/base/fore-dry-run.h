/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeChangeCounts:
 * @added: keys that are new to the store
 * @changed: keys whose value would be another one
 * @unchanged: keys whose value would stay; an empty cell never changes one
 * @imputed: those of @added whose cell is empty and would be filled in
 */
typedef struct {
  gint64 added;
  gint64 changed;
  gint64 unchanged;
  gint64 imputed;
} ForeChangeCounts;

/**
 * ForeDryRun:
 * @filename: (nullable): what the file is called, where this and what it is taken for is told
 * @charset: (nullable): its encoding
 * @delimiter: what stands between two cells
 * @header_line: the line of its header
 * @columns: the names of the columns of date, product, category and sales
 * @date_format: (nullable): how dates are written
 * @decimal_mark: what stands before decimal places
 * @is_recalled: whether something of this is known from an earlier file
 * @n_total: records in the file
 * @n_missing: records with an empty sales cell
 * @n_rejected: records that would be set aside
 * @n_repeated: records whose key comes again in the file
 * @changes: what would become of the keys of the others
 * @issues: (nullable): how many rows would be set aside and, a line each, the first ones
 * @original_batch: (nullable): the upload of a file with the same bytes, for which an import
 *   would be refused
 *
 * What a file is taken for, and what its import would do.
 */
typedef struct {
  char *filename;
  const char *charset;
  char delimiter[2];
  guint64 header_line;
  char *columns[4];
  char *date_format;
  char decimal_mark[2];
  gboolean is_recalled;
  gint64 n_total;
  gint64 n_missing;
  gint64 n_rejected;
  gint64 n_repeated;
  ForeChangeCounts changes;
  char *issues;
  char *original_batch;
} ForeDryRun;

void fore_dry_run_free (ForeDryRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeDryRun, fore_dry_run_free)

G_END_DECLS
