/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"

G_BEGIN_DECLS

ForeCentsResult
fore_amount_text_read (const char *text, gsize length, char decimal_mark, ForeCents *cents);
gboolean fore_amount_text_is_missing (const char *text, gsize length);

G_END_DECLS
