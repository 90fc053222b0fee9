/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-dry-run.h"

void
fore_dry_run_free (ForeDryRun *run)
{
  if (run == NULL)
    return;
  g_free (run->filename);
  for (gsize i = 0; i < G_N_ELEMENTS (run->columns); i++)
    g_free (run->columns[i]);
  g_free (run->date_format);
  g_free (run->issues);
  g_free (run->original_batch);
  g_free (run);
}
