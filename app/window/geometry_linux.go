//go:build desktop && !bindings

package window

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// Where a window shall be. Wails moves it relative to the screen that it is on, and
// tells where it is relative to all of them: here both are absolute.
typedef struct { int x, y, width, height; } Geometry;

// visible tells how much of the title bar would be on a screen.
static gboolean visible(Geometry *g, GdkRectangle *area) {
	GdkRectangle title = {g->x, g->y, g->width, 32}, seen;
	return gdk_rectangle_intersect(&title, area, &seen) && seen.width >= 100 && seen.height >= 16;
}

static gboolean move_to(gpointer data) {
	Geometry *g = data;
	GList *windows = gtk_window_list_toplevels();
	GdkDisplay *display = gdk_display_get_default();
	for (int i = 0; windows != NULL && i < gdk_display_get_n_monitors(display); i++) {
		GdkRectangle area;
		gdk_monitor_get_workarea(gdk_display_get_monitor(display, i), &area);
		if (visible(g, &area)) {
			gtk_window_move(GTK_WINDOW(windows->data), g->x, g->y);
			break;
		}
	}
	g_list_free(windows);
	g_free(g);
	return G_SOURCE_REMOVE;
}

// move_soon moves the window after what is waiting now, such as wails' own centring.
static void move_soon(int x, int y, int width, int height) {
	Geometry *g = g_new(Geometry, 1);
	*g = (Geometry){x, y, width, height};
	g_idle_add_full(G_PRIORITY_LOW, move_to, g, NULL);
}
*/
import "C"

const webViewName = "WebKitGTK"

// restoreGeometry moves the window to its last position. If that screen is gone, the window stays in
// the middle of one that exists.
func restoreGeometry(g geometry, _ func()) {
	if g.Known && !g.Maximised {
		C.move_soon(C.int(g.X), C.int(g.Y), C.int(g.Width), C.int(g.Height))
	}
}
