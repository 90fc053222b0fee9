/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeBackup:
 *
 * A copy of all data that is being made.
 */
#define FORE_TYPE_BACKUP (fore_backup_get_type ())
G_DECLARE_FINAL_TYPE (ForeBackup, fore_backup, FORE, BACKUP, GObject)

ForeBackup *fore_backup_new (ForeEngine *engine);
void fore_backup_run_async (ForeBackup *backup,
                            const char *folder,
                            GAsyncReadyCallback callback,
                            gpointer data);
char *fore_backup_run_finish (ForeBackup *backup, GAsyncResult *result, GError **error);
double fore_backup_get_fraction (ForeBackup *backup);
void fore_backup_cancel (ForeBackup *backup);

G_END_DECLS
