/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fore_readable_text (const char *text, gssize length, gsize most);

G_END_DECLS
