package window

import (
	"errors"
	"testing"
	"time"

	"npt/app/api"
)

// Windows says in two ways that it has no WebView2.
func TestWithoutAWebViewThereIsNoWindow(t *testing.T) {
	asked := errors.New("the registry has no such key")
	for _, c := range []struct {
		version string
		err     error
		missing bool
	}{{"", nil, true}, {"", asked, true}, {"120.0.2210.91", nil, false}} {
		err := needWebView(func() (string, error) { return c.version, c.err })
		unavailable, is := errors.AsType[*Unavailable](err)
		if is != c.missing {
			t.Errorf("version %q, error %v: %v", c.version, c.err, err)
		}
		if is && (unavailable.Why != api.NoWebView || !errors.Is(err, c.err) && c.err != nil) {
			t.Errorf("version %q, error %v: said as %v of %v", c.version, c.err, unavailable, unavailable.Cause)
		}
	}
}

// A window that stays empty gets a browser beside it and a message, once; one that was painted or closed does not.
func TestAnEmptyWindowOpensTheBrowser(t *testing.T) {
	closed := make(chan struct{})
	close(closed)
	for _, c := range []struct {
		name    string
		painted bool
		after   time.Duration
		stop    chan struct{}
		browser error
		want    string
	}{
		{"empty", false, 0, nil, nil, "browser warning "},
		{"empty, and no browser", false, 0, nil, errors.New("no xdg-open"), "browser warning "},
		{"painted", true, 0, nil, nil, ""},
		{"closed before", false, time.Hour, closed, nil, ""},
	} {
		did := ""
		blankWatch{
			after:     c.after,
			isPainted: func() bool { return c.painted },
			browser:   func() error { did += "browser "; return c.browser },
			warn:      func() { did += "warning " },
		}.run(c.stop)
		if did != c.want {
			t.Errorf("%s: %q, want %q", c.name, did, c.want)
		}
	}
}
