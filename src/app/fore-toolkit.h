/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*ForeFilesFunc) (GListModel *files, gpointer object);
typedef void (*ForeFileFunc) (GFile *file, gpointer object);
typedef void (*ForeAnswerFunc) (int answer, gpointer data);
typedef void (*ForeTypedFunc) (gpointer object);
typedef void (*ForeConfirmFunc) (gpointer object, gpointer data);

void fore_toolkit_choose_files (GtkWindow *parent, ForeFilesFunc func, gpointer object);
void
fore_toolkit_choose_file (GtkWindow *parent, const char *title, ForeFileFunc func, gpointer object);
void fore_toolkit_choose_save (GtkWindow *parent,
                               const char *title,
                               const char *suggested_name,
                               ForeFileFunc func,
                               gpointer object);
void fore_toolkit_choose_folder (GtkWindow *parent,
                                 const char *title,
                                 const char *action,
                                 ForeFileFunc func,
                                 gpointer object);
void fore_toolkit_tell (GtkWindow *parent, const char *heading, const char *body);
void fore_toolkit_confirm (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           const char *action,
                           ForeConfirmFunc func,
                           gpointer object,
                           gpointer data,
                           GDestroyNotify destroy);
void fore_toolkit_confirm_typed (GtkWindow *parent,
                                 const char *heading,
                                 const char *body,
                                 const char *word,
                                 const char *action,
                                 ForeTypedFunc func,
                                 gpointer object);
void fore_toolkit_ask (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       const char *const *answers,
                       ForeAnswerFunc func,
                       gpointer data);
void fore_toolkit_show_about (GtkWindow *parent);
void fore_toolkit_toast (GtkWidget *widget, const char *text);
void fore_toolkit_name_buttons (GtkWidget *widget);
void fore_toolkit_announce (GtkWidget *widget, const char *text);
void fore_toolkit_open_folder (GtkWindow *parent, const char *path);

G_END_DECLS
