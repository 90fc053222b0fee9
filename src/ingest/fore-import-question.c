/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-import-question.h"

#include "fore-csv-dialect.h"
#include "fore-error.h"
#include "fore-import-pass.h"

#include <string.h>

static void
answer_free (gpointer data)
{
  ForeImportAnswer *answer = data;

  g_free (answer->header);
  fore_import_options_free (answer->options);
  g_free (answer);
}

static ForeImportQuestion *
question_new (ForeField field, const char *example)
{
  ForeImportQuestion *question = g_new0 (ForeImportQuestion, 1);

  question->field = field;
  question->example = g_strdup (example);
  question->answers = g_ptr_array_new_with_free_func (answer_free);
  return question;
}

void
fore_import_question_free (ForeImportQuestion *question)
{
  if (question == NULL)
    return;
  g_free (question->example);
  g_ptr_array_unref (question->answers);
  g_free (question);
}

static ForeImportAnswer *
add_answer (ForeImportQuestion *question, const ForeImportOptions *options)
{
  ForeImportAnswer *answer = g_new0 (ForeImportAnswer, 1);

  answer->day = FORE_DAY_NONE;
  answer->options = fore_import_options_copy (options);
  g_ptr_array_add (question->answers, answer);
  return answer;
}

/* Which of two readings? Of a column that fore_date_column_decide() has left undecided. */
static ForeImportQuestion *
question_of_dates (const ForeDateColumn *dates, const ForeImportOptions *options)
{
  ForeImportQuestion *question = question_new (FORE_FIELD_DATE, dates->doubtful);

  for (int i = 0; i < 2; i++) {
    ForeImportAnswer *answer = add_answer (question, options);

    answer->day = fore_date_text_read_as (dates->doubtful, strlen (dates->doubtful),
                                          dates->readings.text[i]);
    answer->options->date_format = g_strdup (dates->readings.text[i]);
  }
  return question;
}

/* Decimal point or decimal comma? Likewise. */
static ForeImportQuestion *
question_of_amounts (const ForeAmountColumn *amounts, const ForeImportOptions *options)
{
  const char *example = amounts->evidence.example;
  ForeImportQuestion *question = question_new (FORE_FIELD_SALES, example);
  const char marks[] = { '.', ',' };

  for (int i = 0; i < 2; i++) {
    ForeImportAnswer *answer = add_answer (question, options);

    fore_amount_text_read (example, strlen (example), marks[i], &answer->amount);
    answer->options->decimal_mark = marks[i];
  }
  return question;
}

/*
 * fore_import_question_of_columns:
 * @columns: columns that fore_csv_columns_check() has called ambiguous
 * @options: how the file has been read
 *
 * Returns: (transfer full) (nullable): which column is the first field that may be several?
 *   %NULL when they cannot be told apart by their names
 */
ForeImportQuestion *
fore_import_question_of_columns (const ForeCsvColumns *columns, const ForeImportOptions *options)
{
  ForeField field = FORE_FIELD_DATE;
  g_auto (GStrv) names = NULL;
  ForeImportQuestion *question;

  while (field < FORE_N_FIELDS && columns->place[field] != FORE_CSV_AMBIGUOUS)
    field++;
  names = fore_csv_columns_list_candidates (columns, field, options);
  question = question_new (field, NULL);
  for (char **name = names; *name != NULL; name++) {
    ForeImportAnswer *answer = add_answer (question, options);

    answer->header = g_strdup (*name);
    g_free (answer->options->header[field]);
    answer->options->header[field] = g_strdup (*name);
  }
  if (question->answers->len < 2)
    g_clear_pointer (&question, fore_import_question_free);
  return question;
}

/*
 * fore_import_question_after_survey:
 * @pass: a file whose survey has ended with %FORE_ERROR_AMBIGUOUS
 *
 * Returns: (transfer full): what it could not decide
 */
ForeImportQuestion *
fore_import_question_after_survey (const ForeImportPass *pass)
{
  const ForeDateColumn *dates = &pass->rows.dates;

  if (dates->doubtful != NULL)
    return question_of_dates (dates, pass->options);
  return question_of_amounts (&pass->rows.amounts, pass->options);
}

/**
 * fore_import_find_question:
 * @path: a file, plain or compressed with gzip
 * @options: how it is to be read
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: as for fore_import_read(), but never %FORE_ERROR_AMBIGUOUS
 *
 * Goes through a file to see whether a person has to say how it is to be read. An answer may
 * lead to another question.
 *
 * Returns: (transfer full) (nullable): what to ask, %NULL without @error when nothing
 */
ForeImportQuestion *
fore_import_find_question (const char *path,
                           const ForeImportOptions *options,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader) reader = NULL;
  g_autoptr (GError) reason = NULL;
  ForeImportQuestion *question = NULL;
  ForeImportPass pass;

  if (!fore_import_pass_init (&pass, path, options, NULL, cancellable, error))
    return NULL;
  reader = fore_csv_open (path, options, &columns, cancellable, &reason);
  if (reader != NULL)
    fore_import_pass_survey (&pass, &reason);
  if (!g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS)) {
    if (reason != NULL)
      g_propagate_error (error, g_steal_pointer (&reason));
  } else if (reader == NULL) {
    question = fore_import_question_of_columns (columns, options);
  } else {
    question = fore_import_question_after_survey (&pass);
  }
  fore_import_pass_clear (&pass);

  return question;
}
