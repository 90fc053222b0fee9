/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-import-choices.h"

/* In the order of the template. */
static const char delimiters[] = { ',', ';', '\t', '|' };
static const char decimal_marks[] = { '.', ',' };

static const char *const date_formats[] = {
  "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y%m%d", "%d.%m.%y", "%m/%d/%y",
};

struct _ForeImportChoices {
  AdwBin parent_instance;

  ForeImportOptions *options; /* (owned): how the file has been read */
  GStrv header;               /* (owned) (nullable) */
  GPtrArray *formats;         /* (owned) (element-type utf8): of dates, as they are offered */
  gboolean is_silent;         /* while the choices change by themselves */

  AdwComboRow *date_row;
  AdwComboRow *product_row;
  AdwComboRow *category_row;
  AdwComboRow *sales_row;
  AdwComboRow *delimiter_row;
  AdwComboRow *format_row;
  AdwComboRow *mark_row;
  GtkSwitch *sum_switch;
};

G_DEFINE_FINAL_TYPE (ForeImportChoices, fore_import_choices, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static AdwComboRow *
get_column_row (ForeImportChoices *choices, ForeField field)
{
  AdwComboRow *const rows[FORE_N_FIELDS] = {
    [FORE_FIELD_DATE] = choices->date_row,
    [FORE_FIELD_PRODUCT] = choices->product_row,
    [FORE_FIELD_CATEGORY] = choices->category_row,
    [FORE_FIELD_SALES] = choices->sales_row,
  };

  return rows[field];
}

/* --- Showing --- */

static void
show_columns (ForeImportChoices *choices, const ForeImportPreview *preview)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: no column of the file has been chosen yet */
  gtk_string_list_append (names, C_ ("import", "Choose…"));
  for (guint i = 0; preview->header[i] != NULL; i++)
    gtk_string_list_append (names, preview->header[i]);
  for (guint field = 0; field < FORE_N_FIELDS; field++) {
    AdwComboRow *row = get_column_row (choices, field);

    adw_combo_row_set_model (row, G_LIST_MODEL (names));
    adw_combo_row_set_selected (row, (guint) (preview->column[field] + 1));
  }
  g_strfreev (choices->header);
  choices->header = g_strdupv (preview->header);
}

static void
show_place (AdwComboRow *row, const char *values, gsize n, char value)
{
  for (guint i = 0; i < n; i++) {
    if (values[i] == value)
      adw_combo_row_set_selected (row, i);
  }
}

/* "%d.%m.%Y" for people. */
static char *
describe_format (const char *format)
{
  static const struct {
    const char *code;
    const char *word;
  } parts[] = {
    /* Translators: the year of a date in four digits, as in “DD.MM.YYYY” */
    { "%Y", NC_ ("date pattern", "YYYY") },
    /* Translators: the year of a date in two digits */
    { "%y", NC_ ("date pattern", "YY") },
    /* Translators: the month of a date in two digits */
    { "%m", NC_ ("date pattern", "MM") },
    /* Translators: the day of a date in two digits */
    { "%d", NC_ ("date pattern", "DD") },
  };
  g_autoptr (GString) text = g_string_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_replace (text, parts[i].code,
                      g_dpgettext2 (GETTEXT_PACKAGE, "date pattern", parts[i].word), 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_formats (ForeImportChoices *choices, const ForeImportPreview *preview)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *current = preview->date_format;
  guint selected = 0;

  g_ptr_array_set_size (choices->formats, 0);
  g_ptr_array_add (choices->formats, NULL);
  /* Translators: how dates are written is found out from the file */
  gtk_string_list_append (names, C_ ("date pattern", "As in the File"));
  for (gsize i = 0; i < G_N_ELEMENTS (date_formats) + 1; i++) {
    gboolean is_other = i == G_N_ELEMENTS (date_formats);
    const char *format = is_other ? current : date_formats[i];

    if (format == NULL || (is_other && selected > 0))
      continue;
    if (g_strcmp0 (format, current) == 0)
      selected = choices->formats->len;
    g_autofree char *name = describe_format (format);
    g_ptr_array_add (choices->formats, g_strdup (format));
    gtk_string_list_append (names, name);
  }
  adw_combo_row_set_model (choices->format_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (choices->format_row, selected);
}

/**
 * fore_import_choices_show:
 * @choices: the choices
 * @preview: what a file is taken for
 */
void
fore_import_choices_show (ForeImportChoices *choices, const ForeImportPreview *preview)
{
  choices->is_silent = TRUE;
  g_clear_pointer (&choices->options, fore_import_options_free);
  choices->options = fore_import_options_copy (preview->options);
  show_columns (choices, preview);
  show_formats (choices, preview);
  show_place (choices->delimiter_row, delimiters, sizeof delimiters, preview->delimiter);
  show_place (choices->mark_row, decimal_marks, sizeof decimal_marks, preview->decimal_mark);
  gtk_switch_set_active (choices->sum_switch, preview->options->sums_repeated);
  choices->is_silent = FALSE;
}

/* --- Choosing --- */

static void
on_column_changed (ForeImportChoices *choices)
{
  if (choices->is_silent)
    return;
  for (guint field = 0; field < FORE_N_FIELDS; field++) {
    guint position = adw_combo_row_get_selected (get_column_row (choices, field));
    gboolean is_chosen = position > 0 && position <= g_strv_length (choices->header);

    g_free (choices->options->header[field]);
    choices->options->header[field] = is_chosen ? g_strdup (choices->header[position - 1]) : NULL;
  }
  g_signal_emit (choices, signals[CHANGED], 0);
}

static void
on_delimiter_changed (ForeImportChoices *choices)
{
  guint position = adw_combo_row_get_selected (choices->delimiter_row);

  if (choices->is_silent || position >= sizeof delimiters)
    return;
  choices->options->delimiter = delimiters[position];
  /* The columns are others then, and so are their names. */
  for (guint field = 0; field < FORE_N_FIELDS; field++)
    g_clear_pointer (&choices->options->header[field], g_free);
  g_signal_emit (choices, signals[CHANGED], 0);
}

static void
on_format_changed (ForeImportChoices *choices)
{
  guint position = adw_combo_row_get_selected (choices->format_row);

  if (choices->is_silent || position >= choices->formats->len)
    return;
  g_free (choices->options->date_format);
  choices->options->date_format = g_strdup (choices->formats->pdata[position]);
  g_signal_emit (choices, signals[CHANGED], 0);
}

static void
on_mark_changed (ForeImportChoices *choices)
{
  guint position = adw_combo_row_get_selected (choices->mark_row);

  if (choices->is_silent || position >= sizeof decimal_marks)
    return;
  choices->options->decimal_mark = decimal_marks[position];
  g_signal_emit (choices, signals[CHANGED], 0);
}

static void
on_sum_changed (ForeImportChoices *choices)
{
  if (choices->is_silent)
    return;
  choices->options->sums_repeated = gtk_switch_get_active (choices->sum_switch);
  g_signal_emit (choices, signals[CHANGED], 0);
}

/**
 * fore_import_choices_dup_options:
 * @choices: the choices
 *
 * Returns: (transfer full): how the file is to be read
 */
ForeImportOptions *
fore_import_choices_dup_options (ForeImportChoices *choices)
{
  return fore_import_options_copy (choices->options);
}

/* --- The widget --- */

static void
fore_import_choices_finalize (GObject *object)
{
  ForeImportChoices *choices = FORE_IMPORT_CHOICES (object);

  fore_import_options_free (choices->options);
  g_strfreev (choices->header);
  g_ptr_array_unref (choices->formats);
  G_OBJECT_CLASS (fore_import_choices_parent_class)->finalize (object);
}

static void
fore_import_choices_class_init (ForeImportChoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_import_choices_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-import-choices.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, date_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, product_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, category_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, sales_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, format_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, mark_row);
  gtk_widget_class_bind_template_child (widget_class, ForeImportChoices, sum_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_column_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_delimiter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_format_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sum_changed);
}

static void
fore_import_choices_init (ForeImportChoices *choices)
{
  choices->options = fore_import_options_new ();
  choices->formats = g_ptr_array_new_with_free_func (g_free);
  choices->is_silent = TRUE;
  gtk_widget_init_template (GTK_WIDGET (choices));
  choices->is_silent = FALSE;
}
