/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-incoming.h"

/**
 * fore_incoming_new:
 * @file: a file of a person
 *
 * Returns: (transfer full): that file, not looked at yet
 */
ForeIncoming *
fore_incoming_new (GFile *file)
{
  ForeIncoming *incoming = g_new0 (ForeIncoming, 1);
  g_autofree char *path = g_file_get_basename (file);

  incoming->file = g_object_ref (file);
  incoming->name = g_filename_display_name (path);
  return incoming;
}

/**
 * fore_incoming_new_for_upload:
 * @engine: where its stored copy is
 * @upload: (transfer full): an upload that has failed
 *
 * Returns: (transfer full): its stored copy, not looked at yet
 */
ForeIncoming *
fore_incoming_new_for_upload (ForeEngine *engine, ForeUpload *upload)
{
  ForeIncoming *incoming = g_new0 (ForeIncoming, 1);
  g_autofree char *path = fore_engine_stored_path (engine, upload);

  incoming->file = g_file_new_for_path (path);
  incoming->name = g_strdup (upload->original_filename);
  incoming->upload = upload;
  return incoming;
}

/**
 * fore_incoming_free:
 * @incoming: (transfer full): a file
 */
void
fore_incoming_free (ForeIncoming *incoming)
{
  if (incoming->is_temporary)
    g_file_delete_async (incoming->file, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (incoming->file);
  g_free (incoming->name);
  g_clear_pointer (&incoming->upload, fore_upload_free);
  g_clear_pointer (&incoming->preview, fore_import_preview_free);
  g_free (incoming);
}

/**
 * fore_incoming_needs_a_look:
 * @incoming: a file that has been looked at
 *
 * Returns: whether a person is to see what it is taken for. The plain file goes in by itself, and
 *   so does one that has been seen with the same columns before and leaves nothing open.
 */
gboolean
fore_incoming_needs_a_look (const ForeIncoming *incoming)
{
  const ForeImportPreview *preview = incoming->preview;

  if (incoming->is_temporary || preview->question != NULL || preview->problem != NULL)
    return TRUE;
  return !preview->is_plain && !preview->options->is_recalled;
}

/**
 * fore_incoming_is_alike:
 * @incoming: a file
 * @header_key: (nullable): that of another one
 *
 * Returns: whether both have the same columns
 */
gboolean
fore_incoming_is_alike (const ForeIncoming *incoming, const char *header_key)
{
  return incoming->preview != NULL && header_key != NULL &&
         g_strcmp0 (incoming->preview->header_key, header_key) == 0;
}
