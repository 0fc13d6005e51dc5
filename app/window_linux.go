//go:build desktop && !bindings

package app

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// Where a window shall be. Wails moves it relative to the screen that it is on, and
// tells its place relative to all of them: here both are absolute.
typedef struct { int x, y, width, height; } Place;

// visible tells how much of the title bar of a place would be on a screen.
static gboolean visible(Place *p, GdkRectangle *area) {
	GdkRectangle title = {p->x, p->y, p->width, 32}, seen;
	return gdk_rectangle_intersect(&title, area, &seen) && seen.width >= 100 && seen.height >= 16;
}

static gboolean move_to(gpointer data) {
	Place *p = data;
	GList *windows = gtk_window_list_toplevels();
	GdkDisplay *display = gdk_display_get_default();
	for (int i = 0; windows != NULL && i < gdk_display_get_n_monitors(display); i++) {
		GdkRectangle area;
		gdk_monitor_get_workarea(gdk_display_get_monitor(display, i), &area);
		if (visible(p, &area)) {
			gtk_window_move(GTK_WINDOW(windows->data), p->x, p->y);
			break;
		}
	}
	g_list_free(windows);
	g_free(p);
	return G_SOURCE_REMOVE;
}

// move_soon moves the window after what is waiting now, such as wails' own centring.
static void move_soon(int x, int y, int width, int height) {
	Place *p = g_new(Place, 1);
	*p = (Place){x, y, width, height};
	g_idle_add_full(G_PRIORITY_LOW, move_to, p, NULL);
}
*/
import "C"

const webViewName = "WebKitGTK"

// restorePlace puts the window where it was, unless the screen that it was on is
// gone: then it stays in the middle of one that is there.
func restorePlace(p windowPlace, _ func()) {
	if p.Known && !p.Maximised {
		C.move_soon(C.int(p.X), C.int(p.Y), C.int(p.Width), C.int(p.Height))
	}
}
