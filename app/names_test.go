package app

import (
	"path/filepath"
	"testing"
)

func TestNamesStayHiddenWhenTheAppStartsAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	hidden := func(api *API) bool {
		t.Helper()
		status, err := api.Status()
		if err != nil {
			t.Fatal(err)
		}
		return status.NamesHidden
	}
	t.Run("first", func(t *testing.T) {
		l := openLabIn(t, dir)
		if hidden(l.api) {
			t.Error("names are hidden at the first start")
		}
		if err := l.api.SetNamesHidden(true); err != nil {
			t.Fatal(err)
		}
		if !hidden(l.api) {
			t.Error("names are not hidden")
		}
	})
	l := openLabIn(t, dir)
	if !hidden(l.api) {
		t.Error("names are shown after a restart")
	}
	if err := l.api.SetNamesHidden(false); err != nil {
		t.Fatal(err)
	}
	if hidden(l.api) {
		t.Error("names are not shown again")
	}
}
