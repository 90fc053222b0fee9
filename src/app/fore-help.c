/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-help.h"

struct _ForeHelp {
  AdwPreferencesWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (ForeHelp, fore_help, ADW_TYPE_PREFERENCES_WINDOW)

static void
fore_help_class_init (ForeHelpClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/foretell/Foretell/fore-help.ui");
}

static void
fore_help_init (ForeHelp *help)
{
  gtk_widget_init_template (GTK_WIDGET (help));
}

/**
 * fore_help_new:
 * @parent: the window that is asked about
 *
 * Returns: (transfer none): the window with the answers, beside which one can go on working
 */
ForeHelp *
fore_help_new (GtkWindow *parent)
{
  return g_object_new (FORE_TYPE_HELP, "transient-for", parent, "application",
                       gtk_window_get_application (parent), NULL);
}
