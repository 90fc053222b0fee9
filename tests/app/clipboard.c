/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clipboard of the display, for tests: prints its text, or offers one.
 * Usage: clipboard [TEXT]. A text is offered until standard input ends. */
#include <gtk/gtk.h>

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text == NULL)
    g_printerr ("clipboard: %s\n", error->message);
  else
    g_print ("%s", text);
  g_main_loop_quit (data);
}

static gboolean
on_input_ended (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GdkClipboard *clipboard;

  gtk_init ();
  clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  if (argc < 2) {
    gdk_clipboard_read_text_async (clipboard, NULL, on_text, loop);
    g_main_loop_run (loop);
    return 0;
  }

  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  gdk_clipboard_set_text (clipboard, argv[1]);
  gdk_display_sync (gdk_display_get_default ());
  g_print ("offered\n");
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_input_ended, loop);
  g_main_loop_run (loop);
  return 0;
}
