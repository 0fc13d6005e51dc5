//go:build desktop && !bindings

package window

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <stdlib.h>

// Wails makes the menu bar once and cannot show another one later: the one that is there is changed.
static GtkWidget *bar_in(GtkWidget *window) {
	GtkWidget *box = GTK_IS_BIN(window) ? gtk_bin_get_child(GTK_BIN(window)) : NULL, *found = NULL;
	if (box == NULL || !GTK_IS_BOX(box)) return NULL;
	GList *children = gtk_container_get_children(GTK_CONTAINER(box));
	for (GList *c = children; c != NULL; c = c->next)
		if (GTK_IS_MENU_BAR(c->data)) found = c->data;
	g_list_free(children);
	return found;
}

static GtkWidget *menu_bar(void) {
	GtkWidget *found = NULL;
	GList *windows = gtk_window_list_toplevels();
	for (GList *w = windows; w != NULL && found == NULL; w = w->next) found = bar_in(w->data);
	g_list_free(windows);
	return found;
}

// write_labels labels the items of a menu and of those below it, and returns the labels that are left.
static gchar **write_labels(GtkWidget *menu, gchar **labels) {
	GList *items = gtk_container_get_children(GTK_CONTAINER(menu));
	for (GList *i = items; i != NULL && *labels != NULL; i = i->next) {
		if (GTK_IS_SEPARATOR_MENU_ITEM(i->data)) continue;
		gtk_menu_item_set_label(GTK_MENU_ITEM(i->data), *labels++);
		GtkWidget *below = gtk_menu_item_get_submenu(GTK_MENU_ITEM(i->data));
		if (below != NULL) labels = write_labels(below, labels);
	}
	g_list_free(items);
	return labels;
}

static gboolean label_now(gpointer labels) {
	GtkWidget *bar = menu_bar();
	if (bar != NULL) write_labels(bar, labels);
	g_strfreev(labels);
	return G_SOURCE_REMOVE;
}

static void label_menu(const char *lines) { g_idle_add(label_now, g_strsplit(lines, "\n", -1)); }

static gboolean show_now(gpointer shown) {
	GtkWidget *bar = menu_bar();
	if (bar != NULL) gtk_widget_set_visible(bar, GPOINTER_TO_INT(shown));
	return G_SOURCE_REMOVE;
}

static void show_menu(int shown) { g_idle_add(show_now, GINT_TO_POINTER(shown)); }
*/
import "C"

import (
	"context"
	"strings"
	"unsafe"

	"github.com/wailsapp/wails/v2/pkg/menu"
)

// relabel gives the menu bar the words of all, which has the same items in another language.
func relabel(_ context.Context, all *menu.Menu) {
	lines := C.CString(strings.Join(labels(all), "\n"))
	defer C.free(unsafe.Pointer(lines))
	C.label_menu(lines)
}

// labels returns the labels of a menu and of those below it, in their order.
func labels(all *menu.Menu) []string {
	var found []string
	for _, item := range all.Items {
		if item.Type == menu.SeparatorType {
			continue
		}
		found = append(found, item.Label)
		if item.SubMenu != nil {
			found = append(found, labels(item.SubMenu)...)
		}
	}
	return found
}

// hideMenu takes the menu bar away; showMenu brings it back.
func hideMenu(context.Context)             { C.show_menu(0) }
func showMenu(context.Context, *menu.Menu) { C.show_menu(1) }
