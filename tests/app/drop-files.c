/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops files on a window as a file manager does, or text as an editor does: the source's side of version 5 of the X
 * drag-and-drop protocol (https://freedesktop.org/wiki/Specifications/XDND/), without a
 * pointer, so that a test needs none.
 *
 *   drop-files [--hold] WINDOW FILE…
 *   drop-files --text WINDOW TEXT
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
  const char *type; /* of what is dropped */
  GString *content;
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
  Atom type = atom (drag, drag->type);
  Window root, child;
  int x, y;
  unsigned int width, height, border, depth;

  XGetGeometry (drag->display, drag->target, &root, &x, &y, &width, &height, &border, &depth);
  XTranslateCoordinates (drag->display, drag->target, root, (int) width / 2, (int) height / 2, &x,
                         &y, &child);
  XSetSelectionOwner (drag->display, atom (drag, "XdndSelection"), drag->source, CurrentTime);
  send_message (drag, "XdndEnter", (long) XDND_VERSION << 24, (long) type, None, None);
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

  if (request->target == atom (drag, drag->type)) {
    XChangeProperty (drag->display, request->requestor, request->property, request->target, 8,
                     PropModeReplace, (const unsigned char *) drag->content->str,
                     (int) drag->content->len);
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
  g_string_append_printf (drag->content, "%s\r\n", uri);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Drag drag = { .display = XOpenDisplay (NULL),
                .type = "text/uri-list",
                .content = g_string_new (NULL) };
  int i = 1;
  gboolean is_text = i < argc && g_str_equal (argv[i], "--text");
  gboolean is_taken;

  if (is_text) {
    drag.type = "text/plain;charset=utf-8";
    i++;
  } else if (i < argc && g_str_equal (argv[i], "--hold")) {
    drag.is_held = TRUE;
    i++;
  }
  if (drag.display == NULL || i + 1 >= argc) {
    g_printerr ("Usage: drop-files [--hold] WINDOW FILE…\n       drop-files --text WINDOW TEXT\n");
    return EXIT_FAILURE;
  }
  drag.target = strtoul (argv[i++], NULL, 0);
  for (; i < argc; i++) {
    if (is_text)
      g_string_append (drag.content, argv[i]);
    else if (!add_file (&drag, argv[i]))
      return EXIT_FAILURE;
  }

  drag.source = XCreateSimpleWindow (drag.display, DefaultRootWindow (drag.display), 0, 0, 1, 1, 0,
                                     0, 0);
  enter (&drag);
  is_taken = run (&drag);
  XCloseDisplay (drag.display);
  g_string_free (drag.content, TRUE);
  return is_taken ? EXIT_SUCCESS : EXIT_FAILURE;
}
