/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-day.h"

G_BEGIN_DECLS

typedef enum {
  FORE_CHINESE_NEW_YEAR,
  FORE_CHINESE_DRAGON_BOAT,
  FORE_CHINESE_MID_AUTUMN,
  FORE_CHINESE_QINGMING,
} ForeChineseFestival;

ForeDay fore_chinese_day (ForeChineseFestival festival, int year);

G_END_DECLS
