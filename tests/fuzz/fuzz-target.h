/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer, AFL++ and fuzz-driver.c call, by the name that libFuzzer wants. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
