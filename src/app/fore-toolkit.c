/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogs whose toolkit calls differ between the oldest and the newest libraries we build
 * with. They are kept here, so that the rest of the window need not know. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-toolkit.h"

#include <stdlib.h>

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/* What a dialog answers to. @object is alive as long as the dialog is. */
typedef struct {
  GObject *object;
  GCallback func;
  gpointer data;
  GDestroyNotify destroy;
} Answer;

static Answer *
answer_new (gpointer object, GCallback func, gpointer data, GDestroyNotify destroy)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->object = g_object_ref (object);
  answer->func = func;
  answer->data = data;
  answer->destroy = destroy;
  return answer;
}

static void
answer_free (Answer *answer)
{
  if (answer->destroy != NULL)
    answer->destroy (answer->data);
  g_object_unref (answer->object);
  g_free (answer);
}

static void
on_files_response (GtkNativeDialog *dialog, int response, Answer *answer)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

    ((ForeFilesFunc) answer->func) (files, answer->object);
  }
  answer_free (answer);
  g_object_unref (dialog);
}

static void
choose (GtkFileChooserNative *dialog, GCallback on_response, GCallback func, gpointer object)
{
  g_signal_connect (dialog, "response", on_response, answer_new (object, func, NULL, NULL));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const char *const tables[] = { "*.csv", "*.CSV", "*.tsv", "*.txt", NULL };
static const char *const all[] = { "*", NULL };

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser)
{
  add_filter (chooser, _ ("Tables (CSV)"), tables);
  add_filter (chooser, _ ("All Files"), all);
}

/**
 * fore_toolkit_choose_files:
 * @parent: the window that asks
 * @func: gets the files (#GFile) that were chosen
 * @object: (type GObject): passed to @func, kept alive until then
 *
 * Asks for sales files to import.
 */
void
fore_toolkit_choose_files (GtkWindow *parent, ForeFilesFunc func, gpointer object)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import Sales Files"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  add_filters (GTK_FILE_CHOOSER (dialog));
  choose (dialog, G_CALLBACK (on_files_response), G_CALLBACK (func), object);
}

static void
on_file_response (GtkNativeDialog *dialog, int response, Answer *answer)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

    ((ForeFileFunc) answer->func) (file, answer->object);
  }
  answer_free (answer);
  g_object_unref (dialog);
}

/**
 * fore_toolkit_choose_file:
 * @parent: the window that asks
 * @title: title of the dialog
 * @func: gets the file
 * @object: (type GObject): passed to @func, kept alive until then
 *
 * Asks for a table to read.
 */
void
fore_toolkit_choose_file (GtkWindow *parent, const char *title, ForeFileFunc func, gpointer object)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filters (GTK_FILE_CHOOSER (dialog));
  choose (dialog, G_CALLBACK (on_file_response), G_CALLBACK (func), object);
}

/**
 * fore_toolkit_choose_save:
 * @parent: the window that asks
 * @title: title of the dialog
 * @suggested_name: name of the file, unless another one is typed
 * @func: gets the file
 * @object: (type GObject): passed to @func, kept alive until then
 *
 * Asks where to write a file.
 */
void
fore_toolkit_choose_save (GtkWindow *parent,
                          const char *title,
                          const char *suggested_name,
                          ForeFileFunc func,
                          gpointer object)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  choose (dialog, G_CALLBACK (on_file_response), G_CALLBACK (func), object);
}

/**
 * fore_toolkit_choose_folder:
 * @parent: the window that asks
 * @title: title of the dialog
 * @action: label of its button, with a mnemonic
 * @func: gets the folder
 * @object: (type GObject): passed to @func, kept alive until then
 *
 * Asks for a folder.
 */
void
fore_toolkit_choose_folder (GtkWindow *parent,
                            const char *title,
                            const char *action,
                            ForeFileFunc func,
                            gpointer object)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, action, NULL);

  choose (dialog, G_CALLBACK (on_file_response), G_CALLBACK (func), object);
}

/* --- Questions: a dialog within the window since libadwaita 1.5, a window of its own before --- */

#if ADW_CHECK_VERSION(1, 5, 0)
typedef AdwAlertDialog Question;
#  define question_new(parent, heading, body) \
    ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body))
#  define question_add            adw_alert_dialog_add_response
#  define question_set_appearance adw_alert_dialog_set_response_appearance
#  define question_set_default    adw_alert_dialog_set_default_response
#  define question_set_close      adw_alert_dialog_set_close_response
#  define question_set_enabled    adw_alert_dialog_set_response_enabled
#  define question_set_extra      adw_alert_dialog_set_extra_child
#  define question_present(dialog, parent) \
    adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent))
#else
typedef AdwMessageDialog Question;
#  define question_new(parent, heading, body) \
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body))
#  define question_add                     adw_message_dialog_add_response
#  define question_set_appearance          adw_message_dialog_set_response_appearance
#  define question_set_default             adw_message_dialog_set_default_response
#  define question_set_close               adw_message_dialog_set_close_response
#  define question_set_enabled             adw_message_dialog_set_response_enabled
#  define question_set_extra               adw_message_dialog_set_extra_child
#  define question_present(dialog, parent) gtk_window_present (GTK_WINDOW (dialog))
#endif

static void
present (Question *dialog, GtkWindow *parent)
{
  fore_toolkit_name_buttons (GTK_WIDGET (dialog));
  question_present (dialog, parent);
}

/**
 * fore_toolkit_tell:
 * @parent: the window that it concerns
 * @heading: what has not been done
 * @body: why
 *
 * Tells what is too long, or too important, for a toast.
 */
void
fore_toolkit_tell (GtkWindow *parent, const char *heading, const char *body)
{
  Question *dialog = question_new (parent, heading, body);

  question_add (dialog, "close", _ ("_Close"));
  question_set_default (dialog, "close");
  question_set_close (dialog, "close");
  present (dialog, parent);
}

static void
on_confirm_response (Question *dialog, const char *response, Answer *answer)
{
  if (g_str_equal (response, "confirm"))
    ((ForeConfirmFunc) answer->func) (answer->object, answer->data);
  answer_free (answer);
}

/**
 * fore_toolkit_confirm:
 * @parent: the window that asks
 * @heading: what would be done, as a question
 * @body: what it means
 * @action: label of the button that does it, with a mnemonic
 * @func: called when it is to be done
 * @object: (type GObject): first argument of @func, kept alive until then
 * @data: second argument of @func
 * @destroy: (nullable): frees @data
 *
 * Asks before something that cannot be taken back.
 */
void
fore_toolkit_confirm (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      const char *action,
                      ForeConfirmFunc func,
                      gpointer object,
                      gpointer data,
                      GDestroyNotify destroy)
{
  Question *dialog = question_new (parent, heading, body);

  question_add (dialog, "cancel", _ ("_Cancel"));
  question_add (dialog, "confirm", action);
  question_set_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  question_set_default (dialog, "cancel");
  question_set_close (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_confirm_response),
                    answer_new (object, G_CALLBACK (func), data, destroy));
  present (dialog, parent);
}

static void
on_word_changed (Question *dialog, GtkEditable *entry)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (entry));
  g_autofree char *typed_key = g_utf8_casefold (g_strstrip (typed), -1);
  g_autofree char *key = g_utf8_casefold (g_object_get_data (G_OBJECT (entry), "fore-word"), -1);

  question_set_enabled (dialog, "confirm", g_str_equal (typed_key, key));
}

static GtkWidget *
create_word_entry (Question *dialog, const char *word)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  /* Translators: a word that has to be typed */
  g_autofree char *title = g_strdup_printf (_ ("Type “%s” to confirm"), word);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  g_object_set_data_full (G_OBJECT (entry), "fore-word", g_strdup (word), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_word_changed), dialog,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  return group;
}

static void
on_typed_response (Question *dialog, const char *response, Answer *answer)
{
  if (g_str_equal (response, "confirm"))
    ((ForeTypedFunc) answer->func) (answer->object);
  answer_free (answer);
}

/**
 * fore_toolkit_confirm_typed:
 * @parent: the window that asks
 * @heading: what would be done, as a question
 * @body: what it means
 * @word: what has to be typed before it can be done
 * @action: label of the button that does it, with a mnemonic
 * @func: called when it is to be done
 * @object: (type GObject): argument of @func, kept alive until then
 *
 * Asks before something that takes everything with it.
 */
void
fore_toolkit_confirm_typed (GtkWindow *parent,
                            const char *heading,
                            const char *body,
                            const char *word,
                            const char *action,
                            ForeTypedFunc func,
                            gpointer object)
{
  Question *dialog = question_new (parent, heading, body);

  question_set_extra (dialog, create_word_entry (dialog, word));
  question_add (dialog, "cancel", _ ("_Cancel"));
  question_add (dialog, "confirm", action);
  question_set_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  question_set_enabled (dialog, "confirm", FALSE);
  question_set_default (dialog, "confirm");
  question_set_close (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_typed_response),
                    answer_new (object, G_CALLBACK (func), NULL, NULL));
  present (dialog, parent);
}

typedef struct {
  ForeAnswerFunc func;
  gpointer data;
} Asked;

static void
on_ask_response (Question *dialog, const char *response, gpointer data)
{
  Asked *asked = data;

  asked->func (g_ascii_isdigit (*response) ? atoi (response) : -1, asked->data);
}

static void
free_asked (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * fore_toolkit_ask:
 * @parent: the window that asks
 * @heading: the question
 * @body: what it is about
 * @answers: (array zero-terminated=1): what one can say, a button each
 * @func: called with the number of the answer, -1 when there is none
 * @data: passed to @func
 *
 * Asks what only a person can know.
 */
void
fore_toolkit_ask (GtkWindow *parent,
                  const char *heading,
                  const char *body,
                  const char *const *answers,
                  ForeAnswerFunc func,
                  gpointer data)
{
  Question *dialog = question_new (parent, heading, body);
  Asked *asked = g_new (Asked, 1);

  asked->func = func;
  asked->data = data;
  question_add (dialog, "later", _ ("_Not Now"));
  for (guint i = 0; answers[i] != NULL; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    /* What stands in a file has no mnemonics. */
    g_auto (GStrv) parts = g_strsplit (answers[i], "_", -1);
    g_autofree char *label = g_strjoinv ("__", parts);

    question_add (dialog, id, label);
  }
  question_set_close (dialog, "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_ask_response), asked, free_asked, 0);
  present (dialog, parent);
}

/**
 * fore_toolkit_show_about:
 * @parent: the window that asks
 *
 * Tells what this program is, who made it and under which licence.
 */
void
fore_toolkit_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  GtkWidget *above = GTK_WIDGET (parent);
#  define show_about adw_show_about_dialog
#else
  GtkWindow *above = parent;
#  define show_about adw_show_about_window
#endif
  show_about (above, "application-name", _ ("Foretell"), "application-icon", FORE_APP_ID, "version",
              FORE_VERSION, "developer-name", _ ("The Foretell Developers"), "license-type",
              GTK_LICENSE_GPL_3_0, "comments",
              _ ("Turns the sales you have had into the sales you can expect."),
              "translator-credits",
              /* Translators: your names, one a line */
              _ ("translator-credits"), NULL);
}

/**
 * fore_toolkit_toast:
 * @widget: where something has happened
 * @text: what has happened
 *
 * Says something in passing.
 */
void
fore_toolkit_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  /* The title of a toast is markup. */
  g_autofree char *title = g_markup_escape_text (text, -1);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (title));
}

/**
 * fore_toolkit_announce:
 * @widget: where something has happened
 * @text: what has happened
 *
 * Has a screen reader say it, where the toolkit can (GTK 4.14); toasts are said by libadwaita.
 */
void
fore_toolkit_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* The keyboard goes to the button within a drop-down, to which GTK gives no name. */
static void
name_drop_down (GtkWidget *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (drop_down);
  const char *name = gtk_widget_get_tooltip_text (drop_down);
  GtkWidget *label = find_label (button);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "", -1);
}

/**
 * fore_toolkit_name_buttons:
 * @widget: a widget with buttons in it
 *
 * GTK 4.8 names a button with a mnemonic by its text as written and then by its label once
 * more: "_Import Import". Without the first, screen readers say "Import". The button of a drop-down
 * is named by its tooltip, and described by what is chosen.
 */
void
fore_toolkit_name_buttons (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget)) {
    g_signal_connect_after (widget, "notify::selected-item", G_CALLBACK (name_drop_down), NULL);
    name_drop_down (widget);
    return;
  }
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)) &&
      gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fore_toolkit_name_buttons (child);
}

/**
 * fore_toolkit_open_folder:
 * @parent: the window that asks
 * @path: a folder
 *
 * Shows a folder in the file manager.
 */
void
fore_toolkit_open_folder (GtkWindow *parent, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

G_GNUC_END_IGNORE_DEPRECATIONS
