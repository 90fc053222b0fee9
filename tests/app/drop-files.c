/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops files on a window as a file manager does: the source's side of version 5 of the X
 * drag-and-drop protocol (https://freedesktop.org/wiki/Specifications/XDND/), without a
 * pointer, so that a test needs none.
 *
 *   drop-files [--hold] WINDOW FILE…
 *
 * --hold keeps the files over the window, once it accepts them, until standard input ends. */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <glib.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define XDND_VERSION  5
#define TIMEOUT_MSECS 20000

typedef struct {
  Display *display;
  Window source;
  Window target;
  GString *uris; /* as text/uri-list */
  gboolean is_held;
  gboolean is_dropped;
} Drag;

static Atom
atom (Drag *drag, const char *name)
{
  return XInternAtom (drag->display, name, False);
}

static void
send_message (Drag *drag, const char *type, long first, long second, long third, long fourth)
{
  XEvent event = { .xclient = { .type = ClientMessage,
                                .window = drag->target,
                                .message_type = atom (drag, type),
                                .format = 32 } };

  event.xclient.data.l[0] = (long) drag->source;
  event.xclient.data.l[1] = first;
  event.xclient.data.l[2] = second;
  event.xclient.data.l[3] = third;
  event.xclient.data.l[4] = fourth;
  XSendEvent (drag->display, drag->target, False, NoEventMask, &event);
  XFlush (drag->display);
}

static void
enter (Drag *drag)
{
  Atom uri_list = atom (drag, "text/uri-list");
  Window root, child;
  int x, y;
  unsigned int width, height, border, depth;

  XGetGeometry (drag->display, drag->target, &root, &x, &y, &width, &height, &border, &depth);
  XTranslateCoordinates (drag->display, drag->target, root, (int) width / 2, (int) height / 2, &x,
                         &y, &child);
  XSetSelectionOwner (drag->display, atom (drag, "XdndSelection"), drag->source, CurrentTime);
  send_message (drag, "XdndEnter", (long) XDND_VERSION << 24, (long) uri_list, None, None);
  send_message (drag, "XdndPosition", 0, ((long) x << 16) | y, CurrentTime,
                (long) atom (drag, "XdndActionCopy"));
}

static void
on_status (Drag *drag, const XClientMessageEvent *status)
{
  gboolean is_accepted = status->data.l[1] & 1;

  if (!is_accepted || drag->is_dropped)
    return;
  if (drag->is_held) {
    g_print ("held\n");
    drag->is_held = FALSE;
    for (char byte; read (STDIN_FILENO, &byte, 1) > 0;)
      continue;
  }
  drag->is_dropped = TRUE;
  send_message (drag, "XdndDrop", 0, CurrentTime, 0, 0);
}

static void
on_request (Drag *drag, const XSelectionRequestEvent *request)
{
  XEvent answer = { .xselection = { .type = SelectionNotify,
                                    .requestor = request->requestor,
                                    .selection = request->selection,
                                    .target = request->target,
                                    .property = None,
                                    .time = request->time } };

  if (request->target == atom (drag, "text/uri-list")) {
    XChangeProperty (drag->display, request->requestor, request->property, request->target, 8,
                     PropModeReplace, (const unsigned char *) drag->uris->str,
                     (int) drag->uris->len);
    answer.xselection.property = request->property;
  }
  XSendEvent (drag->display, request->requestor, False, NoEventMask, &answer);
  XFlush (drag->display);
}

/* Returns whether the window has taken the files. */
static gboolean
run (Drag *drag)
{
  for (;;) {
    struct pollfd connection = { .fd = ConnectionNumber (drag->display), .events = POLLIN };
    XEvent event;

    if (XPending (drag->display) == 0 && poll (&connection, 1, TIMEOUT_MSECS) <= 0) {
      g_printerr ("The window does not answer.\n");
      return FALSE;
    }
    XNextEvent (drag->display, &event);
    if (event.type == SelectionRequest)
      on_request (drag, &event.xselectionrequest);
    else if (event.type != ClientMessage)
      continue;
    else if (event.xclient.message_type == atom (drag, "XdndStatus"))
      on_status (drag, &event.xclient);
    else if (event.xclient.message_type == atom (drag, "XdndFinished"))
      return event.xclient.data.l[1] & 1;
  }
}

static gboolean
add_file (Drag *drag, const char *name)
{
  g_autofree char *path = g_canonicalize_filename (name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri == NULL)
    return FALSE;
  g_string_append_printf (drag->uris, "%s\r\n", uri);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Drag drag = { .display = XOpenDisplay (NULL), .uris = g_string_new (NULL) };
  int i = 1;
  gboolean is_taken;

  if (i < argc && g_str_equal (argv[i], "--hold")) {
    drag.is_held = TRUE;
    i++;
  }
  if (drag.display == NULL || i + 1 >= argc) {
    g_printerr ("Usage: drop-files [--hold] WINDOW FILE…\n");
    return EXIT_FAILURE;
  }
  drag.target = strtoul (argv[i++], NULL, 0);
  for (; i < argc; i++)
    if (!add_file (&drag, argv[i]))
      return EXIT_FAILURE;

  drag.source = XCreateSimpleWindow (drag.display, DefaultRootWindow (drag.display), 0, 0, 1, 1, 0,
                                     0, 0);
  enter (&drag);
  is_taken = run (&drag);
  XCloseDisplay (drag.display);
  g_string_free (drag.uris, TRUE);
  return is_taken ? EXIT_SUCCESS : EXIT_FAILURE;
}
