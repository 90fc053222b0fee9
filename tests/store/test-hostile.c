/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Store files into which somebody has put more than rows: nothing of it is ever run. */

typedef struct {
  const char *name;
  const char *sql;
  gboolean is_harmless; /* all goes on as if it were not there */
} Attack;

static const Attack attacks[] = {
  { "trigger-that-deletes",
    "CREATE TRIGGER t AFTER INSERT ON upload BEGIN DELETE FROM invoice; END", TRUE },
  { "trigger-that-changes",
    "CREATE TRIGGER t AFTER INSERT ON invoice BEGIN UPDATE invoice SET amount = 0; END", TRUE },
  { "trigger-that-reads-the-import",
    "CREATE TRIGGER t BEFORE INSERT ON invoice BEGIN SELECT count (*) FROM invoice; END", TRUE },
  { "trigger-that-never-ends",
    "CREATE TRIGGER t AFTER UPDATE ON store_state BEGIN "
    "INSERT INTO category (id, name) WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL "
    "SELECT i + 1 FROM n) SELECT i, 'x' || i FROM n; END",
    TRUE },
  { "view-for-names", "PRAGMA foreign_keys = OFF; ALTER TABLE product RENAME TO real_product; "
                      "CREATE VIEW product AS SELECT id, 'x' AS name FROM real_product" },
  { "view-that-never-ends",
    "PRAGMA foreign_keys = OFF; DROP TABLE total; CREATE VIEW total AS WITH RECURSIVE n (key) AS "
    "(SELECT 1 UNION ALL SELECT key + 1 FROM n) SELECT key, 1 AS n_rows, 1 AS sales, "
    "0 AS n_imputed, 0 AS imputed_sales FROM n" },
  { "view-on-the-import",
    "PRAGMA foreign_keys = OFF; DROP TABLE calendar; CREATE VIEW calendar AS "
    "SELECT a AS key, b AS sales, c AS days_0, c AS days_1, c AS days_2, c AS days_3, "
    "c AS days_4, c AS days_5, c AS days_6, c AS days_7 FROM source" },
};

static void
import_refused (Fixture *fixture, ForeRows *rows)
{
  g_autoptr (ForeUpload) upload = make_upload ("second", 1900000000);
  const ForeUploadCounts read = { .total = 1 };
  g_autoptr (ForeJobRecord) job = NULL;
  g_autofree char *replaced = NULL;
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 id;

  g_assert_true (fore_store_register_upload (fixture->store, upload, NULL, NULL, NULL, &replaced,
                                             &id, &error));
  g_assert_true (fore_store_claim_job (fixture->store, FORE_JOB_IMPORT, &job, &error));
  g_assert_false (append_rows (fixture->store, id, rows, &read, NULL, &counts, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const Attack *attack = data;
  const TestRow first[] = { { "2026-01-01", "C", "A", 500 } };
  const TestRow second[] = { { "2026-01-02", "C", "A", 700 } };
  g_autoptr (ForeRows) rows = make_rows (second, 1);

  g_free (import_rows (fixture->store, "first", make_rows (first, 1), NULL, NULL));
  g_clear_pointer (&fixture->store, fore_store_close);
  execute_on_file (fixture->path, attack->sql);
  fixture_reopen (fixture, FORE_STORE_READ_WRITE);
  if (attack->is_harmless) {
    g_autoptr (GPtrArray) lines = NULL;

    g_free (import_rows (fixture->store, "second", g_steal_pointer (&rows), NULL, NULL));
    lines = list_lines (fixture->store, NULL, 0, -1);
    g_assert_cmpuint (lines->len, ==, 2);
    g_assert_true (g_str_has_prefix (lines->pdata[0], "2026-01-01|C|A|500|0|first"));
    assert_totals_true (fixture->path);
  } else {
    import_refused (fixture, rows);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++) {
    g_autofree char *path = g_strconcat ("/store/hostile/", attacks[i].name, NULL);

    g_test_add (path, Fixture, &attacks[i], fixture_set_up, test_hostile, fixture_tear_down);
  }

  return g_test_run ();
}
