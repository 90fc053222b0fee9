/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-outlook.h"

G_BEGIN_DECLS

ForeOutlook *fore_outlook_add_up (ForeOutlook *outlook, ForeStep step);

G_END_DECLS
