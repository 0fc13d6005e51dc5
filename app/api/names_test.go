package api_test

import (
	"path/filepath"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

func TestNamesStayHiddenWhenTheAppStartsAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	hidden := func(a *api.API) bool {
		t.Helper()
		status, err := a.Status()
		if err != nil {
			t.Fatal(err)
		}
		return status.NamesHidden
	}
	t.Run("first", func(t *testing.T) {
		l := enginetest.OpenIn(t, dir)
		if hidden(l.API) {
			t.Error("names are hidden at the first start")
		}
		if err := l.API.SetNamesHidden(true); err != nil {
			t.Fatal(err)
		}
		if !hidden(l.API) {
			t.Error("names are not hidden")
		}
	})
	l := enginetest.OpenIn(t, dir)
	if !hidden(l.API) {
		t.Error("names are shown after a restart")
	}
	if err := l.API.SetNamesHidden(false); err != nil {
		t.Fatal(err)
	}
	if hidden(l.API) {
		t.Error("names are not shown again")
	}
}
