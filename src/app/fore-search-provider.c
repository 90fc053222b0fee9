/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-format.h"
#include "fore-outlook.h"
#include "fore-search-provider.h"
#include "fore-shell-search-provider.h"

struct _ForeSearchProvider {
  GObject parent_instance;

  ForeShellSearchProvider2 *skeleton; /* (owned): what stands on the bus */
  ForeEngine *engine;                 /* (owned) (nullable) */
  gboolean is_ready;                  /* whether it is known if there is an engine */
  GQueue waiting;                     /* (element-type Search): until that is known */
};

G_DEFINE_FINAL_TYPE (ForeSearchProvider, fore_search_provider, G_TYPE_OBJECT)

enum {
  SHOW_CATEGORY,
  SHOW_SEARCH,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/**
 * Search:
 * @invocation: (nullable): the question, until it is answered
 * @engine: (nullable): where the answer is
 * @texts: what is searched for, or the categories that are asked about
 * @read: finds the answer in the store, not on the main thread
 * @answer: gives it
 *
 * One question of the desktop on its way.
 */
typedef struct {
  GDBusMethodInvocation *invocation;
  ForeEngine *engine;
  GStrv texts;
  GTaskThreadFunc read;
  void (*answer) (ForeSearchProvider *provider,
                  GDBusMethodInvocation *invocation,
                  GPtrArray *found);
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->engine);
  g_strfreev (search->texts);
  g_free (search);
}

/* --- Looking into the store --- */

static void
read_names (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  GError *error = NULL;
  g_autofree char *terms = g_strjoinv (" ", search->texts);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)
      categories = fore_store_list_categories (fore_engine_get_store (search->engine), &error);

  if (categories == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < categories->len; i++) {
    const ForeCategory *category = categories->pdata[i];

    if (g_str_match_string (terms, category->name, TRUE))
      g_ptr_array_add (names, g_strdup (category->name));
  }
  g_task_return_pointer (task, g_steal_pointer (&names), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_summaries (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  ForeStore *store = fore_engine_get_store (search->engine);
  g_autoptr (GPtrArray) found = NULL;
  GError *error = NULL;

  for (char **name = search->texts; *name != NULL; name++) {
    g_autoptr (GPtrArray) summaries = fore_outlook_summarize (store, *name, cancellable, &error);

    if (summaries == NULL) {
      g_task_return_error (task, error);
      return;
    }
    if (found == NULL)
      found = g_steal_pointer (&summaries);
    else
      g_ptr_array_extend_and_steal (found, g_steal_pointer (&summaries));
  }
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

/* --- Answering --- */

static void
answer_names (ForeSearchProvider *provider, GDBusMethodInvocation *invocation, GPtrArray *found)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_strv_builder_add (names, found->pdata[i]);

  g_auto (GStrv) list = g_strv_builder_end (names);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", list));
}

static char *
describe (const ForeOutlookSummary *summary)
{
  g_autofree char *total = fore_format_amount (summary->total);
  g_autofree char *change = isnan (summary->before)
                                ? NULL
                                : fore_format_change (summary->before, summary->total);
  g_autofree char *days = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Next %u day", "Next %u days", summary->n_days),
      summary->n_days);

  if (summary->n_days == 0)
    return g_strdup (_ ("No forecast yet"));
  return g_strjoin (" · ", days, total, change, NULL);
}

static void
answer_summaries (ForeSearchProvider *provider, GDBusMethodInvocation *invocation, GPtrArray *found)
{
  g_autoptr (GIcon) icon = g_themed_icon_new (FORE_APP_ID);
  g_autoptr (GVariant) icon_text = g_icon_serialize (icon);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const ForeOutlookSummary *summary = found->pdata[i];

    g_variant_builder_open (&metas, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (summary->category));
    g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (summary->category));
    g_variant_builder_add (&metas, "{sv}", "description",
                           g_variant_new_take_string (describe (summary)));
    g_variant_builder_add (&metas, "{sv}", "icon", icon_text);
    g_variant_builder_close (&metas);
  }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* A search that fails finds nothing: the desktop has no place to say why. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);
  Search *search = g_task_get_task_data (G_TASK (result));

  search->answer (FORE_SEARCH_PROVIDER (source), g_steal_pointer (&search->invocation), found);
  g_application_release (g_application_get_default ());
}

static void
start (ForeSearchProvider *provider, Search *search)
{
  g_autoptr (GTask) task = NULL;

  /* The program stays as long as somebody waits for an answer. */
  g_application_hold (g_application_get_default ());
  task = g_task_new (provider, NULL, on_read, NULL);
  g_task_set_task_data (task, search, search_free);
  g_set_object (&search->engine, provider->engine);
  if (search->engine == NULL || search->texts[0] == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    fore_engine_run_async (search->engine, task, search->read);
}

static void
ask (ForeSearchProvider *provider,
     GDBusMethodInvocation *invocation,
     const char *const *texts,
     GTaskThreadFunc read,
     void (*answer) (ForeSearchProvider *, GDBusMethodInvocation *, GPtrArray *))
{
  Search *search = g_new (Search, 1);

  *search = (Search){
    .invocation = invocation,
    .texts = g_strdupv ((GStrv) texts),
    .read = read,
    .answer = answer,
  };
  if (provider->is_ready)
    start (provider, search);
  else
    g_queue_push_tail (&provider->waiting, search);
}

/* --- What the desktop asks --- */

static gboolean
on_get_initial_result_set (ForeSearchProvider *provider,
                           GDBusMethodInvocation *invocation,
                           const char *const *terms)
{
  ask (provider, invocation, terms, read_names, answer_names);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_subsearch_result_set (ForeSearchProvider *provider,
                             GDBusMethodInvocation *invocation,
                             const char *const *previous_results,
                             const char *const *terms)
{
  ask (provider, invocation, terms, read_names, answer_names);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_result_metas (ForeSearchProvider *provider,
                     GDBusMethodInvocation *invocation,
                     const char *const *identifiers)
{
  ask (provider, invocation, identifiers, read_summaries, answer_summaries);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_activate_result (ForeSearchProvider *provider,
                    GDBusMethodInvocation *invocation,
                    const char *identifier,
                    const char *const *terms,
                    guint timestamp)
{
  g_signal_emit (provider, signals[SHOW_CATEGORY], 0, identifier);
  fore_shell_search_provider2_complete_activate_result (provider->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_launch_search (ForeSearchProvider *provider,
                  GDBusMethodInvocation *invocation,
                  const char *const *terms,
                  guint timestamp)
{
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);

  g_signal_emit (provider, signals[SHOW_SEARCH], 0, text);
  fore_shell_search_provider2_complete_launch_search (provider->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* --- The object --- */

static void
fore_search_provider_dispose (GObject *object)
{
  ForeSearchProvider *provider = FORE_SEARCH_PROVIDER (object);

  g_clear_object (&provider->engine);
  g_clear_object (&provider->skeleton);
  G_OBJECT_CLASS (fore_search_provider_parent_class)->dispose (object);
}

static void
fore_search_provider_class_init (ForeSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fore_search_provider_dispose;
  signals[SHOW_CATEGORY] = g_signal_new ("show-category", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
  signals[SHOW_SEARCH] = g_signal_new ("show-search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fore_search_provider_init (ForeSearchProvider *provider)
{
  static const struct {
    const char *signal;
    GCallback handler;
  } handlers[] = {
    { "handle-get-initial-result-set", G_CALLBACK (on_get_initial_result_set) },
    { "handle-get-subsearch-result-set", G_CALLBACK (on_get_subsearch_result_set) },
    { "handle-get-result-metas", G_CALLBACK (on_get_result_metas) },
    { "handle-activate-result", G_CALLBACK (on_activate_result) },
    { "handle-launch-search", G_CALLBACK (on_launch_search) },
  };

  g_queue_init (&provider->waiting);
  provider->skeleton = fore_shell_search_provider2_skeleton_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (provider->skeleton, handlers[i].signal, handlers[i].handler, provider,
                             G_CONNECT_SWAPPED);
}

/**
 * fore_search_provider_new:
 *
 * Returns: (transfer full): one that waits for an engine
 */
ForeSearchProvider *
fore_search_provider_new (void)
{
  return g_object_new (FORE_TYPE_SEARCH_PROVIDER, NULL);
}

/**
 * fore_search_provider_export:
 * @provider: it
 * @connection: a bus
 * @application_path: where the program's own object stands
 * @error: return location
 *
 * Lets the desktop ask, at the path below.
 *
 * Returns: whether it can
 */
gboolean
fore_search_provider_export (ForeSearchProvider *provider,
                             GDBusConnection *connection,
                             const char *application_path,
                             GError **error)
{
  g_autofree char *path = g_strconcat (application_path, "/SearchProvider", NULL);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (provider->skeleton),
                                           connection, path, error);
}

/**
 * fore_search_provider_unexport:
 * @provider: it
 *
 * Lets it ask no more.
 */
void
fore_search_provider_unexport (ForeSearchProvider *provider)
{
  GDBusInterfaceSkeleton *skeleton = G_DBUS_INTERFACE_SKELETON (provider->skeleton);

  if (g_dbus_interface_skeleton_get_connection (skeleton) != NULL)
    g_dbus_interface_skeleton_unexport (skeleton);
}

/**
 * fore_search_provider_set_engine:
 * @provider: it
 * @engine: (nullable): where the answers are, %NULL when there are none
 *
 * Answers who is waiting.
 */
void
fore_search_provider_set_engine (ForeSearchProvider *provider, ForeEngine *engine)
{
  Search *search;

  g_set_object (&provider->engine, engine);
  provider->is_ready = TRUE;
  while ((search = g_queue_pop_head (&provider->waiting)) != NULL)
    start (provider, search);
}
