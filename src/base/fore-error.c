/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"

G_DEFINE_QUARK (fore - error - quark, fore_error)
