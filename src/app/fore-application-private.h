/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-application.h"
#include "fore-background.h"
#include "fore-engine.h"
#include "fore-search-provider.h"
#include "fore-window.h"

G_BEGIN_DECLS

struct _ForeApplication {
  AdwApplication parent_instance;

  char *data_dir;             /* (owned) */
  gboolean is_dir_given;      /* on the command line, so that none is remembered */
  GSettings *settings;        /* (owned) */
  ForeEngine *engine;         /* (owned) (nullable): until the data has been opened */
  GError *problem;            /* (owned) (nullable): why it could not be */
  GObject *server;            /* (owned) (nullable): a ForeLocalServer, where there is a server */
  GSimpleAction *go_home;     /* (owned): back to the usual folder */
  ForeBackground *background; /* (owned) (nullable): once it has started */
  ForeSearchProvider *search_provider; /* (owned) (nullable): until its end */
};

ForeWindow *fore_application_get_window (ForeApplication *application);
void fore_application_close_windows (void);

/* fore-application-data.c: which data the program works with. */
void fore_application_add_data_actions (ForeApplication *application);
void fore_application_open_data (ForeApplication *application);
void fore_application_close_data (ForeApplication *application);
void fore_application_connect_window (ForeApplication *application, ForeWindow *window);

G_END_DECLS
