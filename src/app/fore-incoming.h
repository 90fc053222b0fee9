/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeIncoming:
 * @file: (owned): where it can be read
 * @name: (owned): what people call it
 * @upload: (owned) (nullable): the upload that failed, when it is tried again
 * @preview: (owned) (nullable): what it is taken for, once it has been looked at
 * @is_wanted: whether somebody has said to try @upload again
 * @is_temporary: whether @file goes at the end
 *
 * A file on its way in.
 */
typedef struct {
  GFile *file;
  char *name;
  ForeUpload *upload;
  ForeImportPreview *preview;
  gboolean is_wanted;
  gboolean is_temporary;
} ForeIncoming;

ForeIncoming *fore_incoming_new (GFile *file);
ForeIncoming *fore_incoming_new_for_upload (ForeEngine *engine, ForeUpload *upload);
void fore_incoming_free (ForeIncoming *incoming);
gboolean fore_incoming_needs_a_look (const ForeIncoming *incoming);
gboolean fore_incoming_is_alike (const ForeIncoming *incoming, const char *header_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeIncoming, fore_incoming_free)

G_END_DECLS
