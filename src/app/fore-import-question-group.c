/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-import-question-group.h"

struct _ForeImportQuestionGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (owned) (element-type GtkWidget): an answer each */
};

G_DEFINE_FINAL_TYPE (ForeImportQuestionGroup,
                     fore_import_question_group,
                     ADW_TYPE_PREFERENCES_GROUP)

enum {
  ANSWERED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- Words --- */

static char *
describe_answer (const ForeImportQuestion *question, const ForeImportAnswer *answer)
{
  if (answer->header != NULL)
    return g_strdup (answer->header);
  if (question->field == FORE_FIELD_DATE)
    return fore_format_long_day (answer->day);
  return fore_format_cents (answer->amount);
}

static const char *
get_heading (const ForeImportQuestion *question)
{
  if (question->example == NULL)
    return _ ("Which Column Is Meant?");
  if (question->field == FORE_FIELD_DATE)
    return _ ("How Are the Dates Written?");
  return _ ("How Are the Amounts Written?");
}

static char *
describe_columns (ForeField field, const char *file)
{
  switch (field) {
  case FORE_FIELD_DATE:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the date."), file);
  case FORE_FIELD_PRODUCT:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the product."), file);
  case FORE_FIELD_CATEGORY:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the category."), file);
  case FORE_FIELD_SALES:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the sales."), file);
  case FORE_N_FIELDS:
  default: g_return_val_if_reached (NULL);
  }
}

static char *
describe_question (const ForeImportQuestion *question, const char *file)
{
  if (question->example == NULL)
    return describe_columns (question->field, file);
  if (question->field == FORE_FIELD_DATE)
    /* Translators: a file, and a date as it stands there */
    return g_strdup_printf (_ ("Nothing in “%s” tells day and month apart. Which day is “%s”?"),
                            file, question->example);
  /* Translators: a file, and an amount as it stands there */
  return g_strdup_printf (_ ("Nothing in “%s” tells what its commas mean. How much is “%s”?"), file,
                          question->example);
}

/* --- The widget --- */

static void
on_row_activated (ForeImportQuestionGroup *group, GtkWidget *row)
{
  /* Another question may follow and take the place of this one. */
  g_autoptr (ForeImportOptions)
      options = fore_import_options_copy (g_object_get_data (G_OBJECT (row), "options"));

  g_signal_emit (group, signals[ANSWERED], 0, options);
}

static GtkWidget *
create_row (ForeImportQuestionGroup *group,
            const ForeImportQuestion *question,
            const ForeImportAnswer *answer)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = describe_answer (question, answer);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "options", fore_import_options_copy (answer->options),
                          (GDestroyNotify) fore_import_options_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), group,
                           G_CONNECT_SWAPPED);
  return row;
}

/**
 * fore_import_question_group_show:
 * @group: a group
 * @question: (nullable): what to ask, %NULL for nothing
 * @name: what people call the file
 */
void
fore_import_question_group_show (ForeImportQuestionGroup *group,
                                 const ForeImportQuestion *question,
                                 const char *name)
{
  g_autofree char *description = question != NULL ? describe_question (question, name) : NULL;

  for (guint i = 0; i < group->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), group->rows->pdata[i]);
  g_ptr_array_set_size (group->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (group), question != NULL);
  if (question == NULL)
    return;

  g_autofree char *markup = g_markup_escape_text (description, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), get_heading (question));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), markup);
  for (guint i = 0; i < question->answers->len; i++) {
    GtkWidget *row = create_row (group, question, question->answers->pdata[i]);

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    g_ptr_array_add (group->rows, row);
  }
}

static void
fore_import_question_group_finalize (GObject *object)
{
  g_ptr_array_unref (FORE_IMPORT_QUESTION_GROUP (object)->rows);
  G_OBJECT_CLASS (fore_import_question_group_parent_class)->finalize (object);
}

static void
fore_import_question_group_class_init (ForeImportQuestionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_import_question_group_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
fore_import_question_group_init (ForeImportQuestionGroup *group)
{
  group->rows = g_ptr_array_new ();
}
