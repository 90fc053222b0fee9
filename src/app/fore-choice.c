/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-choice.h"

struct _ForeChoice {
  GObject parent_instance;

  char *id;    /* (owned) (nullable) */
  char *label; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ForeChoice, fore_choice, G_TYPE_OBJECT)

enum {
  PROP_LABEL = 1,
};

static void
fore_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    g_value_set_string (value, FORE_CHOICE (object)->label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fore_choice_finalize (GObject *object)
{
  ForeChoice *choice = FORE_CHOICE (object);

  g_free (choice->id);
  g_free (choice->label);
  G_OBJECT_CLASS (fore_choice_parent_class)->finalize (object);
}

static void
fore_choice_class_init (ForeChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_choice_get_property;
  object_class->finalize = fore_choice_finalize;
  g_object_class_install_property (
      object_class, PROP_LABEL,
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
fore_choice_init (ForeChoice *choice)
{
}

/**
 * fore_choice_new:
 * @id: (nullable): what it is for the program
 * @label: what it is for people
 *
 * Returns: (transfer full): something to choose
 */
ForeChoice *
fore_choice_new (const char *id, const char *label)
{
  ForeChoice *choice = g_object_new (FORE_TYPE_CHOICE, NULL);

  choice->id = g_strdup (id);
  choice->label = g_strdup (label);
  return choice;
}

static gboolean
is_same (GListModel *model, GPtrArray *choices)
{
  if (model == NULL || g_list_model_get_n_items (model) != choices->len)
    return FALSE;
  for (guint i = 0; i < choices->len; i++) {
    g_autoptr (ForeChoice) old = g_list_model_get_item (model, i);
    ForeChoice *choice = choices->pdata[i];

    if (g_strcmp0 (old->id, choice->id) != 0 || !g_str_equal (old->label, choice->label))
      return FALSE;
  }
  return TRUE;
}

/**
 * fore_choices_offer:
 * @drop_down: where to choose
 * @choices: (element-type ForeChoice): from what
 *
 * Offers choices. The one that is chosen stays so as long as it is among them; otherwise the
 * first one is.
 */
void
fore_choices_offer (GtkDropDown *drop_down, GPtrArray *choices)
{
  g_autofree char *chosen = g_strdup (fore_choices_get_chosen (drop_down));
  g_autoptr (GListStore) store = NULL;

  /* Nobody who is about to choose shall be disturbed for nothing. */
  if (is_same (gtk_drop_down_get_model (drop_down), choices))
    return;
  store = g_list_store_new (FORE_TYPE_CHOICE);
  g_list_store_splice (store, 0, 0, choices->pdata, choices->len);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (store));
  fore_choices_choose (drop_down, chosen);
}

/**
 * fore_choices_choose:
 * @drop_down: a drop-down of choices
 * @id: (nullable): one of them
 *
 * Chooses the one with that id, or the first one when there is none.
 */
void
fore_choices_choose (GtkDropDown *drop_down, const char *id)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint position = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ForeChoice) choice = g_list_model_get_item (model, i);

    if (g_strcmp0 (choice->id, id) == 0) {
      position = i;
      break;
    }
  }
  gtk_drop_down_set_selected (drop_down, position);
}

/**
 * fore_choices_get_chosen:
 * @drop_down: a drop-down of choices
 *
 * Returns: (transfer none) (nullable): the id of the one that is chosen
 */
const char *
fore_choices_get_chosen (GtkDropDown *drop_down)
{
  ForeChoice *choice = gtk_drop_down_get_selected_item (drop_down);

  return choice != NULL ? choice->id : NULL;
}
