/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window over a store, as its frame clock sees it: how soon the first frame and the first rows
 * are there, scrolling the table by the wheel and by jumps, the same while a file comes in, and
 * what a table costs with nothing but GTK behind it. bench/window.sh calls it:
 *
 *     bench-window FOLDER [FILE] */
#include <adwaita.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fore-application.h"
#include "fore-window.h"

#define N_FRAMES    300
#define WARM_UP     10    /* frames in which the rows are made */
#define MOST_FRAMES 20000 /* while a file comes in */
#define WHEEL       90.0  /* pixels that a step of the wheel moves */
#define BARE_ROWS   100000
#define BARE_TEXT   "2026-01-28"

/* How a run moves the table before each frame. */
typedef enum {
  BY_WHEEL,
  BY_JUMPS,
} Motion;

typedef struct {
  GApplication *application;
  const char *folder;
  const char *file; /* (nullable) */
  GtkWidget *window;
  GtkColumnView *view;
  gboolean has_first_frame;

  Motion motion;
  gboolean is_importing;
  guint n_rows; /* before the import */
  guint frame;
  double begin_cpu;
  double begin_wall;
  GArray *cpu;  /* (owned) (element-type double): milliseconds of the thread that draws */
  GArray *wall; /* (owned) (element-type double): milliseconds by the clock */
} Bench;

static double
get_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* Since the process was started, to some ten milliseconds. */
static double
get_age_ms (void)
{
  g_autofree char *stat = NULL;
  unsigned long long start = 0;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return 0;
  /* proc(5): the 22nd field; the second one, in parentheses, may have spaces. */
  sscanf (strrchr (stat, ')') + 1,
          " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
          &start);
  return get_ms (CLOCK_BOOTTIME) - (double) start * 1000 / (double) sysconf (_SC_CLK_TCK);
}

static void
tell_time (const char *what)
{
  printf ("%-28s %5.0f ms, %5.0f ms of CPU in all threads\n", what, get_age_ms (),
          get_ms (CLOCK_PROCESS_CPUTIME_ID));
}

static void
tell_memory (const char *what)
{
  static const char *const keys[] = { "VmRSS:", "RssAnon:", "VmHWM:" };
  g_autofree char *status = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  printf ("%-28s", what);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *line = strstr (status, keys[i]);

    printf (" %s %ld MB", keys[i], line != NULL ? atol (line + strlen (keys[i])) / 1024 : -1);
  }
  printf ("\n");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static void
tell_frames (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  printf ("  %-5s median %5.1f ms, 99 %% within %5.1f ms, worst %5.1f ms\n", what,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len - 1));
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static guint
count_rows (Bench *bench)
{
  return bench->view != NULL
             ? g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (bench->view)))
             : 0;
}

/* --- Runs --- */

static gboolean
move (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  bench->frame++;
  if (bench->is_importing) /* which brings the page of uploads to the front */
    fore_window_show_page (FORE_WINDOW (bench->window), "invoices");

  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->view));
  double upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (bench->motion == BY_WHEEL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + WHEEL);
  else /* the golden ratio leads everywhere */
    gtk_adjustment_set_value (adjustment, upper * fmod (bench->frame * 0.6180339887, 1));
  return G_SOURCE_CONTINUE;
}

static void
on_before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->begin_cpu = get_ms (CLOCK_THREAD_CPUTIME_ID);
  bench->begin_wall = get_ms (CLOCK_MONOTONIC);
}

static void
on_after_paint (GdkFrameClock *clock, Bench *bench)
{
  double cpu = get_ms (CLOCK_THREAD_CPUTIME_ID) - bench->begin_cpu;
  double wall = get_ms (CLOCK_MONOTONIC) - bench->begin_wall;

  if (bench->frame <= WARM_UP)
    return;
  g_array_append_val (bench->cpu, cpu);
  g_array_append_val (bench->wall, wall);
}

static gboolean
is_over (Bench *bench)
{
  if (!bench->is_importing)
    return bench->frame > N_FRAMES;
  return count_rows (bench) > bench->n_rows || bench->frame > MOST_FRAMES;
}

static void
run (Bench *bench, const char *name, GtkWidget *window, Motion motion)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint tick = gtk_widget_add_tick_callback (window, move, bench, NULL);
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), bench);

  bench->motion = motion;
  bench->frame = 0;
  g_array_set_size (bench->cpu, 0);
  g_array_set_size (bench->wall, 0);
  while (!is_over (bench))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (window, tick);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  printf ("%s, %u frames\n", name, bench->cpu->len);
  tell_frames ("CPU", bench->cpu);
  tell_frames ("clock", bench->wall);
}

static void
set_up_bare_cell (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_bare_cell (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *object = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (object));
}

/* As many columns, and texts that are there already. */
static GtkWidget *
make_bare_view (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  GtkWidget *view;

  for (guint i = 0; i < BARE_ROWS; i++)
    gtk_string_list_append (list, BARE_TEXT);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (list))));
  for (guint i = 0; i < 6; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    GtkColumnViewColumn *column = gtk_column_view_column_new ("Title", factory);

    g_signal_connect (factory, "setup", G_CALLBACK (set_up_bare_cell), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_bare_cell), NULL);
    gtk_column_view_column_set_expand (column, TRUE);
    gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    g_object_unref (column);
  }
  return view;
}

static void
run_bare (Bench *bench)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  int width, height;

  bench->view = GTK_COLUMN_VIEW (make_bare_view ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (bench->view));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_get_default_size (GTK_WINDOW (bench->window), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  run (bench, "nothing but GTK, by the wheel", window, BY_WHEEL);
  run (bench, "nothing but GTK, by jumps", window, BY_JUMPS);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
run_import (Bench *bench)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (bench->file);

  g_list_store_append (files, file);
  bench->n_rows = count_rows (bench);
  bench->is_importing = TRUE;
  fore_window_import (FORE_WINDOW (bench->window), G_LIST_MODEL (files));
  run (bench, "by the wheel, while a file comes in", bench->window, BY_WHEEL);
  bench->is_importing = FALSE;
}

static gboolean
run_all (gpointer data)
{
  Bench *bench = data;

  fore_window_show_page (FORE_WINDOW (bench->window), "invoices");
  while (count_rows (bench) == 0) {
    g_main_context_iteration (NULL, TRUE);
    bench->view = GTK_COLUMN_VIEW (find_widget (bench->window, GTK_TYPE_COLUMN_VIEW));
  }
  tell_time ("the table has its rows");
  printf ("%u rows\n", count_rows (bench));
  run (bench, "by the wheel", bench->window, BY_WHEEL);
  run (bench, "by jumps", bench->window, BY_JUMPS);
  tell_memory ("memory");
  if (bench->file != NULL)
    run_import (bench);
  tell_memory ("memory at the end");
  run_bare (bench);
  g_application_quit (bench->application);
  return G_SOURCE_REMOVE;
}

static void
on_first_frame (GdkFrameClock *clock, Bench *bench)
{
  if (bench->has_first_frame)
    return;
  bench->has_first_frame = TRUE;
  tell_time ("first frame");
  g_idle_add (run_all, bench);
}

static void
on_window_realized (GtkWidget *window, Bench *bench)
{
  bench->window = window;
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_first_frame),
                    bench);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window, Bench *bench)
{
  if (bench->window == NULL && FORE_IS_WINDOW (window))
    g_signal_connect (window, "realize", G_CALLBACK (on_window_realized), bench);
}

int
main (int argc, char *argv[])
{
  g_autoptr (ForeApplication) application = NULL;
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (double));
  Bench bench = { .cpu = cpu, .wall = wall };

  if (argc < 2) {
    fputs ("bench-window FOLDER [FILE]\n", stderr);
    return 2;
  }
  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  bench.folder = argv[1];
  bench.file = argc > 2 ? argv[2] : NULL;

  g_autofree char *folder = g_strconcat ("--data-dir=", bench.folder, NULL);
  char *arguments[] = { argv[0], folder, NULL };
  application = fore_application_new ();
  bench.application = G_APPLICATION (application);
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), &bench);
  return g_application_run (bench.application, 2, arguments);
}
