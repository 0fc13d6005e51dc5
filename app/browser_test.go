package app

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
	"npt/app/window"
)

// Where no window can be had, as on a Windows without WebView2, a browser is opened, by an address that lets one visitor
// in. The page says why, a second start opens it again, and the page ends the app, which closing a tab does not.
func TestABrowserInPlaceOfTheWindow(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("NOT TESTED: the browser is opened by xdg-open on Linux only")
	}
	opened := filepath.Join(t.TempDir(), "opened")
	bin := t.TempDir()
	script := "#!/bin/sh\necho \"$1\" >>" + opened + "\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700); err != nil { //nolint:gosec // it is to be run
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	addresses := func() []string {
		text, _ := os.ReadFile(opened)
		return strings.Fields(string(text))
	}
	config := engine.Config{DataDir: t.TempDir(), Listen: "127.0.0.1:0", Owner: "prof"}
	ended := make(chan error)
	var printed strings.Builder
	go func() {
		ended <- openWindowBy(func(engine.Config, window.Faces) error {
			return &window.Unavailable{Why: api.NoWebView}
		}, config, &printed)
	}()
	enginetest.Eventually(t, "a browser", func() bool { return len(addresses()) == 1 })

	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	res, err := browser.Get(addresses()[0])
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	page := res.Request.URL.String()
	res, err = browser.Post(page+"api/Status", "application/json", strings.NewReader("[]"))
	if err != nil {
		t.Fatal(err)
	}
	status, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil || !strings.Contains(string(status), `{"code":"no_web_view"`) {
		t.Errorf("the page is told %s (%v), without why it is in a browser", status, err)
	}
	res, err = http.Get(addresses()[0])
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusUnauthorized {
		t.Errorf("a second visitor of the same address is answered %s", res.Status)
	}
	if err := instance.Ask(t.Context(), config.DataDir, instance.Activate); err != nil {
		t.Error(err)
	}
	enginetest.Eventually(t, "a browser at the second start", func() bool { return len(addresses()) == 2 })
	res, err = browser.Post(page+"api/Leave", "application/json", strings.NewReader(`["keep", false]`))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if !strings.Contains(printed.String(), "npt quit") {
		t.Errorf("the terminal is not told how to end it: %q", printed.String())
	}
}
