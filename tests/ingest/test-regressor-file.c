/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-regressor-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"

typedef gboolean (*Read) (const char *path,
                          ForeRegressors *regressors,
                          GCancellable *cancellable,
                          GError **error);

static ForeRegressors *
read_text (Read read, const char *text, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("known-XXXXXX.csv", &path, NULL);
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  gboolean is_read;

  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  is_read = read (path, regressors, NULL, error);
  g_unlink (path);
  return is_read ? g_steal_pointer (&regressors) : NULL;
}

static void
test_holidays (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeRegressors)
      regressors = read_text (fore_regressor_file_read_holidays,
                              "\xef\xbb\xbfholiday, DS ,lower_window,upper_window,note\r\n"
                              "\"Easter, Sunday\",2026-04-05,-2,1,x\r\n"
                              "Weihnachten,2026-12-25,,,\r\n",
                              &error);
  const ForeHoliday *const *holiday;

  g_assert_no_error (error);
  g_assert_cmpuint (regressors->holidays->len, ==, 2);
  holiday = (const ForeHoliday *const *) regressors->holidays->pdata;
  g_assert_cmpstr (holiday[0]->name, ==, "Easter, Sunday");
  g_assert_cmpint (holiday[0]->day, ==, fore_day_from_date (2026, 4, 5));
  g_assert_cmpint (holiday[0]->lower_window, ==, -2);
  g_assert_cmpint (holiday[0]->upper_window, ==, 1);
  g_assert_cmpstr (holiday[1]->name, ==, "Weihnachten");
  g_assert_cmpint (holiday[1]->upper_window, ==, 0);
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeRegressors)
      regressors = read_text (fore_regressor_file_read_values,
                              "price,Date,open\n2.5,2026-01-02,1\n-1e2,2026-01-01, 0\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (regressors->names[0], ==, "price");
  g_assert_cmpstr (regressors->names[1], ==, "open");
  g_assert_cmpuint (regressors->n_days, ==, 2);
  g_assert_cmpint (regressors->day[0], ==, fore_day_from_date (2026, 1, 1));
  g_assert_cmpfloat (regressors->value[0], ==, -100);
  g_assert_cmpfloat (regressors->value[1], ==, 0);
  g_assert_cmpfloat (regressors->value[2], ==, 2.5);
}

/* What is wrong is told with file, line, column and value. */
static void
test_wrong (void)
{
  static const struct {
    Read read;
    const char *text;
    const char *told[4];
  } wrong[] = {
    { fore_regressor_file_read_holidays, "", { "known-", "empty" } },
    { fore_regressor_file_read_holidays, "day,name\n", { "known-", "ds, holiday" } },
    { fore_regressor_file_read_holidays,
      "ds,holiday\n2026-01-01,New Year\n01.05.2026,May\n",
      { "known-", "line 3", "column ds", "01.05.2026" } },
    { fore_regressor_file_read_holidays,
      "ds,holiday\n2026-01-01, \n",
      { "known-", "line 2", "column holiday", "empty" } },
    { fore_regressor_file_read_holidays,
      "ds,holiday,lower_window\n2026-01-01,x,2\n",
      { "line 2", "column lower_window", "“2”", "-30" } },
    { fore_regressor_file_read_holidays, "ds,holiday\n2026-01-01\n", { "line 2", "fields" } },
    { fore_regressor_file_read_values, "date\n2026-01-01\n", { "known-", "date" } },
    { fore_regressor_file_read_values,
      "date,price\n2026-01-01,3 EUR\n",
      { "line 2", "column price", "3 EUR", "number" } },
    { fore_regressor_file_read_values,
      "date,price\n2026-01-01,inf\n",
      { "line 2", "column price", "inf" } },
    { fore_regressor_file_read_values,
      "date,price\n2026-01-01,\n",
      { "line 2", "column price", "empty" } },
    { fore_regressor_file_read_values,
      "date,price\n2026-01-01,1\n2026-01-01,2\n",
      { "line 3", "column date", "twice" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (wrong[i].read, wrong[i].text, &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
    for (gsize k = 0; k < 4 && wrong[i].told[k] != NULL; k++)
      if (strstr (error->message, wrong[i].told[k]) == NULL)
        g_error ("“%s” is not in “%s”", wrong[i].told[k], error->message);
  }
}

static void
test_not_there (void)
{
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_regressor_file_read_values ("/nowhere/x.csv", regressors, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Reading would never end. */
static void
test_device (void)
{
  static const Read reads[] = { fore_regressor_file_read_holidays,
                                fore_regressor_file_read_values };

  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++) {
    g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
    g_autoptr (GError) error = NULL;

    g_assert_false (reads[i]("/dev/zero", regressors, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/regressor-file/holidays", test_holidays);
  g_test_add_func ("/regressor-file/values", test_values);
  g_test_add_func ("/regressor-file/wrong", test_wrong);
  g_test_add_func ("/regressor-file/not-there", test_not_there);
  g_test_add_func ("/regressor-file/device", test_device);
  return g_test_run ();
}
