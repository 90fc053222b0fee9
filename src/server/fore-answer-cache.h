/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-reply.h"
#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeAnswerCache:
 *
 * Answers by what was asked, each good for one version of the store. It holds a bounded
 * number of bytes; the one not asked for the longest goes first. Main thread.
 */
typedef struct _ForeAnswerCache ForeAnswerCache;

ForeAnswerCache *fore_answer_cache_new (gsize most_bytes);
void fore_answer_cache_free (ForeAnswerCache *cache);
ForeReply *fore_answer_cache_look_up (ForeAnswerCache *cache,
                                      const char *question,
                                      const ForeStoreVersion *version);
void fore_answer_cache_keep (ForeAnswerCache *cache,
                             const char *question,
                             const ForeStoreVersion *version,
                             ForeReply *reply);
gsize fore_answer_cache_get_size (ForeAnswerCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeAnswerCache, fore_answer_cache_free)

G_END_DECLS
