/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-loader.h"

/**
 * fore_loader_begin:
 * @loader: the readings of one place
 *
 * Returns: (transfer none) (nullable): a cancellable for a new reading; %NULL when one is
 *   going on, which will be followed by another one
 */
GCancellable *
fore_loader_begin (ForeLoader *loader)
{
  if (loader->cancellable != NULL) {
    loader->is_outdated = TRUE;
    return NULL;
  }
  loader->cancellable = g_cancellable_new ();
  return loader->cancellable;
}

/**
 * fore_loader_end:
 * @loader: the readings of one place
 *
 * A reading has ended. Not to be called for one that was cancelled.
 *
 * Returns: whether another one shall begin
 */
gboolean
fore_loader_end (ForeLoader *loader)
{
  gboolean is_outdated = loader->is_outdated;

  loader->is_outdated = FALSE;
  g_clear_object (&loader->cancellable);
  return is_outdated;
}

/**
 * fore_loader_cancel:
 * @loader: the readings of one place
 *
 * What is being read is not wanted any more.
 */
void
fore_loader_cancel (ForeLoader *loader)
{
  if (loader->cancellable != NULL)
    g_cancellable_cancel (loader->cancellable);
  fore_loader_end (loader);
}
