/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"

/* clang-format off: a name with hyphens */
G_DEFINE_QUARK (fore-error-quark, fore_error)
/* clang-format on */
