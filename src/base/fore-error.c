/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"

/* clang-format off */
G_DEFINE_QUARK (fore-error-quark, fore_error)
/* clang-format on */
