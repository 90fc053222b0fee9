/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chinese-days.h"

#define FIRST_YEAR 2000
#define LAST_YEAR  2050

/* The Chinese calendar follows the moon and the sun over Beijing. First day of the first month,
 * fifth of the fifth and fifteenth of the eighth, as month and day, by the conversion tables of
 * the Hong Kong Observatory. */
static const int festivals[LAST_YEAR - FIRST_YEAR + 1][3] = {
  { 205, 606, 912 },  { 124, 625, 1001 }, { 212, 615, 921 },  { 201, 604, 911 },
  { 122, 622, 928 },  { 209, 611, 918 },  { 129, 531, 1006 }, { 218, 619, 925 },
  { 207, 608, 914 },  { 126, 528, 1003 }, { 214, 616, 922 },  { 203, 606, 912 },
  { 123, 623, 930 },  { 210, 612, 919 },  { 131, 602, 908 },  { 219, 620, 927 },
  { 208, 609, 915 },  { 128, 530, 1004 }, { 216, 618, 924 },  { 205, 607, 913 },
  { 125, 625, 1001 }, { 212, 614, 921 },  { 201, 603, 910 },  { 122, 622, 929 },
  { 210, 610, 917 },  { 129, 531, 1006 }, { 217, 619, 925 },  { 206, 609, 915 },
  { 126, 528, 1003 }, { 213, 616, 922 },  { 203, 605, 912 },  { 123, 624, 1001 },
  { 211, 612, 919 },  { 131, 601, 908 },  { 219, 620, 927 },  { 208, 610, 916 },
  { 128, 530, 1004 }, { 215, 618, 924 },  { 204, 607, 913 },  { 124, 527, 1002 },
  { 212, 614, 920 },  { 201, 603, 910 },  { 122, 622, 928 },  { 210, 611, 917 },
  { 130, 531, 1005 }, { 217, 619, 925 },  { 206, 608, 915 },  { 126, 529, 1004 },
  { 214, 615, 922 },  { 202, 604, 911 },  { 123, 623, 930 },
};

/**
 * fore_chinese_day:
 * @festival: a festival of the Chinese calendar
 * @year: a year of the Gregorian calendar
 *
 * Returns: when it is, %FORE_DAY_NONE for a year before 2000 or after 2050
 */
ForeDay
fore_chinese_day (ForeChineseFestival festival, int year)
{
  int date;

  if (year < FIRST_YEAR || year > LAST_YEAR)
    return FORE_DAY_NONE;
  /* The sun is 15 degrees past the equinox; with the mean year of the century. */
  if (festival == FORE_CHINESE_QINGMING)
    date = 400 + (int) (0.2422 * (year - 2000) + 4.81) - (year - 2000) / 4;
  else
    date = festivals[year - FIRST_YEAR][festival];

  return fore_day_from_date (year, date / 100, date % 100);
}
