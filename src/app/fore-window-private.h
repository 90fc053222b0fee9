/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecasts-page.h"
#include "fore-import-dialog.h"
#include "fore-incoming.h"
#include "fore-invoices-page.h"
#include "fore-uploads-page.h"
#include "fore-window.h"

G_BEGIN_DECLS

struct _ForeWindow {
  AdwApplicationWindow parent_instance;

  ForeEngine *engine;     /* (owned) (nullable): until it has been opened */
  GSettings *settings;    /* (owned) */
  GListStore *waiting;    /* (owned) (element-type GFile): to be imported once there is an engine */
  GQueue to_show;         /* (element-type ForeIncoming): files to be looked at by a person */
  ForeIncoming *shown;    /* (owned) (nullable): the one that is */
  char *shown_header_key; /* (owned) (nullable): its header */
  ForeImportDialog *dialog; /* (nullable): that shows it */
  GHashTable *undone;       /* (owned) (element-type utf8): batches that go with their toasts */
  char *rejects_of;         /* (owned) (nullable): the batch whose rejects are to be saved */
  guint inhibit_cookie;     /* while there is work that a logout would interrupt, or 0 */

  AdwToastOverlay *toast_overlay;
  GtkButton *import_button;
  GtkRevealer *drop_revealer;
  GtkLabel *drop_label;
  GtkStack *state_stack;
  AdwStatusPage *failed_page;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewStack *view_stack;
  ForeUploadsPage *uploads_page;
  ForeInvoicesPage *invoices_page;
  ForeForecastsPage *forecasts_page;
};

/* fore-window-dnd.c */
void fore_window_init_drop (ForeWindow *window);

/* fore-window-jobs.c */
void fore_window_watch_jobs (ForeWindow *window);

/* fore-window-import.c */
void fore_window_import_pasted (ForeWindow *window, GFile *file);
void fore_window_retry_import (ForeWindow *window, const char *batch, gboolean is_wanted);
void fore_window_clear_incoming (ForeWindow *window);

/* fore-window-paste.c */
void fore_window_install_paste (GtkWidgetClass *widget_class);
gboolean fore_window_import_text (ForeWindow *window, const char *text, const char *refusal);

/* fore-window-uploads.c */
void fore_window_install_upload_actions (GtkWidgetClass *widget_class);
void fore_window_toast_upload (ForeWindow *window, const char *text, const char *batch);
void fore_window_finish_undoing (ForeWindow *window);

G_END_DECLS
