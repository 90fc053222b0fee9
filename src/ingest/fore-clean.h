/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-rows.h"

G_BEGIN_DECLS

void fore_clean (ForeRows *rows);

G_END_DECLS
