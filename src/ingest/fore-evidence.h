/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A reading needs this many times the evidence of the other one where the two contradict
 * each other and some values depend on it: a few slips of the pen must not block a file. */
#define FORE_EVIDENCE_CLEAR_MAJORITY 10

/**
 * ForeEvidence:
 * @n_first: values that only the first reading can read
 * @n_second: values that only the second reading can read
 * @n_doubtful: values that both read, differently
 * @example: (owned) (nullable): the first of those
 *
 * What a whole column says about two ways to read it.
 */
typedef struct {
  guint64 n_first;
  guint64 n_second;
  guint64 n_doubtful;
  char *example;
} ForeEvidence;

typedef enum {
  FORE_EVIDENCE_FOR_FIRST,
  FORE_EVIDENCE_FOR_SECOND,
  FORE_EVIDENCE_UNDECIDED,
} ForeVerdict;

static inline void
fore_evidence_add_doubtful (ForeEvidence *evidence, const char *text, gsize length)
{
  if (evidence->n_doubtful++ == 0)
    evidence->example = g_strndup (text, length);
}

static inline ForeVerdict
fore_evidence_decide (const ForeEvidence *evidence)
{
  guint64 more = MAX (evidence->n_first, evidence->n_second);
  guint64 less = MIN (evidence->n_first, evidence->n_second);

  if (evidence->n_doubtful > 0 &&
      (more == 0 || (less > 0 && more < less * FORE_EVIDENCE_CLEAR_MAJORITY)))
    return FORE_EVIDENCE_UNDECIDED;

  return evidence->n_second > evidence->n_first ? FORE_EVIDENCE_FOR_SECOND
                                                : FORE_EVIDENCE_FOR_FIRST;
}

G_END_DECLS
