/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-import-question.h"

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

/*
 * fore_import_question_of_dates:
 * @dates: a column that fore_date_column_decide() has left undecided
 * @options: how the file has been read
 *
 * Returns: (transfer full): day first or month first?
 */
ForeImportQuestion *
fore_import_question_of_dates (const ForeDateColumn *dates, const ForeImportOptions *options)
{
  const char *example = dates->evidence.example;
  ForeImportQuestion *question = question_new (FORE_FIELD_DATE, example);
  ForeDateText date = fore_date_text_read (example, strlen (example));
  const ForeDay days[] = { date.day_first, date.month_first };
  ForeDateFormats formats = fore_date_column_name_formats (example);

  for (int i = 0; i < 2; i++) {
    ForeImportAnswer *answer = add_answer (question, options);

    answer->day = days[i];
    answer->options->date_format = g_strdup (formats.text[i]);
  }
  return question;
}

/*
 * fore_import_question_of_amounts:
 * @amounts: a column that fore_amount_column_decide() has left undecided
 * @options: how the file has been read
 *
 * Returns: (transfer full): decimal point or decimal comma?
 */
ForeImportQuestion *
fore_import_question_of_amounts (const ForeAmountColumn *amounts, const ForeImportOptions *options)
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
