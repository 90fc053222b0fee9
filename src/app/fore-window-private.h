/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecasts-page.h"
#include "fore-invoices-page.h"
#include "fore-uploads-page.h"
#include "fore-window.h"

G_BEGIN_DECLS

struct _ForeWindow {
  AdwApplicationWindow parent_instance;

  ForeEngine *engine;  /* (owned) (nullable): until it has been opened */
  GSettings *settings; /* (owned) */
  GListStore *waiting; /* (owned) (element-type GFile): to be imported once there is an engine */
  GQueue
      retries; /* (element-type Retry): uploads to try again; the first one is being asked about */
  guint inhibit_cookie; /* while there is work that a logout would interrupt, or 0 */

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

void fore_window_install_import_actions (GtkWidgetClass *widget_class);
void fore_window_init_drop (ForeWindow *window);
void fore_window_watch_jobs (ForeWindow *window);
void fore_window_retry_import (ForeWindow *window, const char *batch, gboolean is_wanted);
void fore_window_toast_upload (ForeWindow *window, const char *text, const char *batch);

G_END_DECLS
