/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

/* Files that a test writes and reads back, in a folder of its own. */

#define HEAD "Date,product_id,category,sales\n"
#define GOOD "2026-01-01,P001,Electronics,1.00\n"

char *fixture_folder (void);
void fixture_remove_folder (char *folder);
char *fixture_write (const void *bytes, gssize length);
ForeReading *fixture_try (const void *bytes,
                          gssize length,
                          const ForeImportOptions *options,
                          ForeReading **rejected,
                          GError **error);
ForeImportQuestion *
fixture_ask (const char *text, const ForeImportOptions *options, GError **error);
ForeReading *fixture_read (const char *text);
ForeRows *fixture_take_rows (ForeRowSource *source);
void fixture_assert_rows (const ForeReading *reading, const char *expected);
void fixture_assert_reads (const char *text, const char *expected);
