/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-date-entry.h"
#include "fore-format.h"

struct _ForeDateEntry {
  GtkBox parent_instance;

  ForeDay day;

  GtkEntry *entry;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (ForeDateEntry, fore_date_entry, GTK_TYPE_BOX)

enum {
  PROP_TITLE = 1,
};

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
take_day (ForeDateEntry *entry, ForeDay day)
{
  if (entry->day == day)
    return;
  entry->day = day;
  g_signal_emit (entry, signals[CHANGED], 0);
}

static void
on_text_changed (ForeDateEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry->entry));
  ForeDay day = fore_format_parse_day (text);
  gboolean is_wrong = *text != '\0' && day == FORE_DAY_NONE;

  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry->entry), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (!is_wrong)
    take_day (entry, day);
}

static void
on_day_selected (ForeDateEntry *entry)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (entry->calendar);

  fore_date_entry_set_day (entry, fore_day_from_date (g_date_time_get_year (date),
                                                      g_date_time_get_month (date),
                                                      g_date_time_get_day_of_month (date)));
}

static void
on_popover_shown (ForeDateEntry *entry)
{
  int year, month, day_of_month;

  if (entry->day == FORE_DAY_NONE)
    return;
  fore_day_to_date (entry->day, &year, &month, &day_of_month);
  g_autoptr (GDateTime) date = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  g_signal_handlers_block_by_func (entry->calendar, on_day_selected, entry);
  gtk_calendar_select_day (entry->calendar, date);
  g_signal_handlers_unblock_by_func (entry->calendar, on_day_selected, entry);
}

static void
fore_date_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ForeDateEntry *entry = FORE_DATE_ENTRY (object);
  const char *title = g_value_get_string (value);

  if (id != PROP_TITLE) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  gtk_entry_set_placeholder_text (entry->entry, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry->entry), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

static void
fore_date_entry_class_init (ForeDateEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = fore_date_entry_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_TITLE,
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-date-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeDateEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, ForeDateEntry, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown);
}

static void
fore_date_entry_init (ForeDateEntry *entry)
{
  entry->day = FORE_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (entry));
}

/**
 * fore_date_entry_get_day:
 * @entry: the entry
 *
 * Returns: the last day it was given, %FORE_DAY_NONE when it is empty
 */
ForeDay
fore_date_entry_get_day (ForeDateEntry *entry)
{
  return entry->day;
}

/**
 * fore_date_entry_set_day:
 * @entry: the entry
 * @day: a day or %FORE_DAY_NONE
 *
 * Shows a day.
 */
void
fore_date_entry_set_day (ForeDateEntry *entry, ForeDay day)
{
  char iso[FORE_DAY_BUFFER];

  gtk_editable_set_text (GTK_EDITABLE (entry->entry),
                         day != FORE_DAY_NONE ? fore_day_format (day, iso) : "");
}
