/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-engine-private.h"

#include "fore-import-memory.h"

/* How files were read, for the next one with the same header. */

/*
 * fore_engine_recall_options:
 * @engine: an engine
 * @path: a file
 * @options: how it is to be read, as far as that is said
 * @cancellable: (nullable): a cancellable
 * @error: of GIO
 *
 * Returns: (transfer full) (nullable): @options with what is remembered of earlier files with the
 *   same header
 */
ForeImportOptions *
fore_engine_recall_options (ForeEngine *engine,
                            const char *path,
                            const ForeImportOptions *options,
                            GCancellable *cancellable,
                            GError **error)
{
  ForeImportOptions *recalled;
  g_auto (GStrv) keys = fore_import_list_header_keys (path, options, cancellable, error);

  if (keys == NULL)
    return NULL;
  recalled = fore_import_options_copy (options);
  for (char **key = keys; *key != NULL; key++) {
    g_autofree char *text = NULL;
    g_autoptr (ForeImportOptions) remembered = NULL;

    /* A store that cannot be asked, or a note that cannot be read, remembers nothing. */
    if (!fore_store_recall_mapping (engine->store, *key, &text, NULL) || text == NULL)
      continue;
    remembered = fore_import_options_parse (text, NULL);
    if (remembered != NULL) {
      fore_import_options_recall (recalled, remembered);
      break;
    }
  }

  return recalled;
}

/*
 * fore_engine_remember_options:
 * @store: a store
 * @header_key: the header of a file that has been taken in
 * @options: how it was read
 *
 * Keeps what a person has said about the file. When that cannot be written nothing is lost but
 * the convenience.
 */
void
fore_engine_remember_options (ForeStore *store,
                              const char *header_key,
                              const ForeImportOptions *options)
{
  g_autoptr (ForeImportOptions) kept = fore_import_options_copy (options);
  g_autofree char *text = NULL;

  if (!fore_import_options_are_worth_remembering (options))
    return;
  kept->is_strict = kept->sums_repeated = kept->is_recalled = FALSE;
  text = fore_import_options_to_string (kept);
  fore_store_remember_mapping (store, header_key, text, NULL);
}

/**
 * fore_engine_forget_header:
 * @engine: an engine that may write
 * @header_key: (nullable): of a #ForeImportPreview, %NULL for any
 * @error: return location
 *
 * Forgets how earlier files with the same header were read. Any thread but the main one.
 *
 * Returns: whether nothing is remembered any more
 */
gboolean
fore_engine_forget_header (ForeEngine *engine, const char *header_key, GError **error)
{
  return fore_store_forget_mapping (engine->store, header_key, error);
}
