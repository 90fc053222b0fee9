/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <string.h>

#include "fore-chart-content.h"

#define PICTURE "image/png"
#define DRAWING "image/svg+xml"
#define FILES   "text/uri-list"

/* As wide as a page of a report. */
#define WIDTH  1200
#define HEIGHT 640

struct _ForeChartContent {
  GdkContentProvider parent_instance;

  ForeChartScene *scene; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ForeChartContent, fore_chart_content, GDK_TYPE_CONTENT_PROVIDER)

/* What somebody wants, and where it goes. */
typedef struct {
  ForeChartScene *scene; /* (owned) */
  char *mime_type;       /* (owned) */
  GOutputStream *stream; /* (owned) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  fore_chart_scene_free (request->scene);
  g_free (request->mime_type);
  g_object_unref (request->stream);
  g_free (request);
}

static GBytes *
draw (const ForeChartScene *scene, const char *format, GError **error)
{
  ForeChart chart;

  fore_chart_scene_get_chart (scene, &chart);
  chart.title = scene->outlook->category;
  return fore_chart_to_bytes (&chart, &fore_chart_style_light, format, WIDTH, HEIGHT, error);
}

/* A file in the cache, for those who take files only; the next drag of the same chart
 * replaces it. */
static GBytes *
save (const ForeChartScene *scene, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.png", scene->outlook->category);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "foretell", NULL);
  g_autofree char *path = g_build_filename (folder, g_strdelimit (name, "/", '-'), NULL);
  g_autoptr (GBytes) picture = draw (scene, "png", error);
  g_autofree char *uri = NULL;
  char *text;

  if (picture == NULL)
    return NULL;
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (path, g_bytes_get_data (picture, NULL),
                            (gssize) g_bytes_get_size (picture), error))
    return NULL;
  uri = g_filename_to_uri (path, NULL, error);
  if (uri == NULL)
    return NULL;
  text = g_strconcat (uri, "\r\n", NULL);
  return g_bytes_new_take (text, strlen (text));
}

static void
write_content (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (g_str_equal (request->mime_type, FILES))
    bytes = save (request->scene, &error);
  else
    bytes = draw (request->scene, g_str_equal (request->mime_type, DRAWING) ? "svg" : "png",
                  &error);

  if (bytes != NULL &&
      g_output_stream_write_all (request->stream, g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes), NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GdkContentFormats *
fore_chart_content_ref_formats (GdkContentProvider *provider)
{
  static const char *mime_types[] = { PICTURE, DRAWING, FILES };

  return gdk_content_formats_new (mime_types, G_N_ELEMENTS (mime_types));
}

static void
fore_chart_content_write_mime_type_async (GdkContentProvider *provider,
                                          const char *mime_type,
                                          GOutputStream *stream,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, data);
  Request *request = g_new (Request, 1);

  request->scene = fore_chart_scene_copy (FORE_CHART_CONTENT (provider)->scene);
  request->mime_type = g_strdup (mime_type);
  request->stream = g_object_ref (stream);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, write_content);
}

static gboolean
fore_chart_content_write_mime_type_finish (GdkContentProvider *provider,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fore_chart_content_finalize (GObject *object)
{
  fore_chart_scene_free (FORE_CHART_CONTENT (object)->scene);
  G_OBJECT_CLASS (fore_chart_content_parent_class)->finalize (object);
}

static void
fore_chart_content_class_init (ForeChartContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_chart_content_finalize;
  provider_class->ref_formats = fore_chart_content_ref_formats;
  provider_class->write_mime_type_async = fore_chart_content_write_mime_type_async;
  provider_class->write_mime_type_finish = fore_chart_content_write_mime_type_finish;
}

static void
fore_chart_content_init (ForeChartContent *content)
{
}

/**
 * fore_chart_content_new:
 * @scene: a chart; it has an outlook
 *
 * Returns: (transfer full): the chart, for a clipboard or a drag
 */
GdkContentProvider *
fore_chart_content_new (const ForeChartScene *scene)
{
  ForeChartContent *content = g_object_new (FORE_TYPE_CHART_CONTENT, NULL);

  content->scene = fore_chart_scene_copy (scene);
  return GDK_CONTENT_PROVIDER (content);
}
