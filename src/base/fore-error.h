/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FORE_ERROR (fore_error_quark ())

/**
 * ForeError:
 * @FORE_ERROR_FAILED: anything without a code of its own
 * @FORE_ERROR_INVALID_ARGUMENT: a parameter, option or setting is out of its range
 * @FORE_ERROR_REJECTED: the content of a file cannot be taken in
 * @FORE_ERROR_AMBIGUOUS: a file can be read in two ways; the message names both
 * @FORE_ERROR_DUPLICATE: a file with the same bytes is already here; the message is
 *   the batch of the original
 * @FORE_ERROR_NOT_FOUND: a batch, category, model or forecast that does not exist
 * @FORE_ERROR_BUSY: somebody else holds the store for longer than we wait
 * @FORE_ERROR_STORE: the store cannot be read or written
 * @FORE_ERROR_TOO_NEW: the store was written by a newer Foretell
 * @FORE_ERROR_MODEL: a model cannot be fitted to the series
 *
 * What can go wrong, besides the codes of GIO for files and %G_IO_ERROR_CANCELLED.
 * Messages are whole sentences for the person in front of the program.
 */
typedef enum {
  FORE_ERROR_FAILED,
  FORE_ERROR_INVALID_ARGUMENT,
  FORE_ERROR_REJECTED,
  FORE_ERROR_AMBIGUOUS,
  FORE_ERROR_DUPLICATE,
  FORE_ERROR_NOT_FOUND,
  FORE_ERROR_BUSY,
  FORE_ERROR_STORE,
  FORE_ERROR_TOO_NEW,
  FORE_ERROR_MODEL,
} ForeError;

GQuark fore_error_quark (void);

G_END_DECLS
