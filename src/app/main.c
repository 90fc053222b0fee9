/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "fore-application.h"
#include "fore-settings.h"

int
main (int argc, char **argv)
{
  g_autofree char *locale_dir = fore_settings_find_locale_dir ();
  g_autoptr (ForeApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Foretell"));

  application = fore_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
