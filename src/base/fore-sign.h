/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fore_sign_add (gboolean is_negative, const char *digits);
char *fore_sign_mark (gboolean is_negative, const char *digits);

G_END_DECLS
