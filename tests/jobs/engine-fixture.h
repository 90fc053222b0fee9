/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

/**
 * Fixture:
 * @folder: a new data folder, removed afterwards
 * @engine: opened on it for writing, with two threads
 */
typedef struct {
  char *folder;
  ForeEngine *engine;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_remove_folder (const char *path);
void fixture_close (Fixture *fixture);
void fixture_reopen (Fixture *fixture, guint n_threads);

/* Takes a text in as a file. */
char *fixture_submit (Fixture *fixture,
                      const char *name,
                      const char *text,
                      const ForeSubmission *submission,
                      char **original_batch,
                      GError **error);
/* The same, with no forecast afterwards, and imports it. Returns its batch. */
char *fixture_import (Fixture *fixture, const char *name, const char *text);
void fixture_drain (Fixture *fixture);
/* Some days of two categories, "A" and "B". */
char *fixture_sales (guint n_days);
guint fixture_count_files (Fixture *fixture);
gint64 fixture_count_invoices (Fixture *fixture);
/* All rows: day, category, product, amount, whether filled in, and version. */
char *fixture_dump_invoices (ForeEngine *engine);
/* Everything in the store that does not depend on when it was made. */
char *fixture_dump_forecasts (Fixture *fixture);
void fixture_assert_status (Fixture *fixture, const char *batch, ForeUploadStatus status);
