/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* A small life of a store from end to end, a step after the other. A step is done wholly, or
 * fails with an error and leaves no trace. */
typedef struct {
  const char *name;
  gboolean (*run) (ForeStore *store, GError **error);
} ScenarioStep;

extern const ScenarioStep scenario[];
extern const guint scenario_n_steps;

/* What is in the store, as text that does not tell when it was done or who works on what. */
char *describe_store (const char *path);
void assert_is_sentence (const GError *error);

/* The content of the file before each step and after the last, and what is in it. */
typedef struct {
  GBytes **file;      /* scenario_n_steps + 1 of them; the first is NULL: no file */
  char **description; /* as many */
} ScenarioStates;

ScenarioStates *scenario_states_new (const char *path);
void scenario_states_free (ScenarioStates *states);
void remove_store_files (const char *path);
void put_file (const char *path, GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScenarioStates, scenario_states_free)

/* How many of the possible points a test takes: one in @ordinary, all of them when
 * FORETELL_TEST_THOROUGH is set. */
guint test_stride (guint ordinary);

G_END_DECLS
