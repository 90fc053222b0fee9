/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-replacement.h"

/**
 * fore_replacement_close:
 * @output: what g_file_replace() gave
 * @is_whole: whether all has been written to it
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; not touched when @is_whole is %FALSE, as the caller knows why
 *
 * Ends the replacing of a file: the new one takes the place of the old one, or, when it is not
 * whole, the old one stays as it was.
 *
 * Returns: whether the new one is there
 */
gboolean
fore_replacement_close (GOutputStream *output,
                        gboolean is_whole,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GCancellable) give_up = NULL;

  if (is_whole)
    return g_output_stream_close (output, cancellable, error);

  /* A stream that is closed by a cancelled call does not replace anything. */
  give_up = g_cancellable_new ();
  g_cancellable_cancel (give_up);
  g_output_stream_close (output, give_up, NULL);
  return FALSE;
}
