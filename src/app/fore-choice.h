/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeChoice:
 *
 * One of the things to choose from in a drop-down: property "label" is for people, the id for
 * the program.
 */
#define FORE_TYPE_CHOICE (fore_choice_get_type ())
G_DECLARE_FINAL_TYPE (ForeChoice, fore_choice, FORE, CHOICE, GObject)

ForeChoice *fore_choice_new (const char *id, const char *label);

void fore_choices_offer (GtkDropDown *drop_down, GPtrArray *choices);
void fore_choices_choose (GtkDropDown *drop_down, const char *id);
const char *fore_choices_get_chosen (GtkDropDown *drop_down);

G_END_DECLS
