package ingest_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func get(t *testing.T, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return do(t, req)
}

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// The page speaks the language that the browser asks for, and its words are escaped as text.
func TestStudentsPage(t *testing.T) {
	address, _ := start(t, &recorder{})
	for _, accepted := range []string{"fr", "de-CH"} {
		t.Run(accepted, func(t *testing.T) {
			res, body := get(t, address+"/", "Accept", browser, "Accept-Language", accepted)
			said := "&lt;" + accepted + "&gt; students."
			for _, want := range []string{
				`<html lang="` + accepted + `">`, "<h1>" + said + "of prof</h1>", `data-done="` + said + `copied prof"`, said + "foot prof</footer>",
				"&lt;b&gt;lab&lt;/b&gt; 1/2", "k-means", address + " lab-3 prof</code>", "<strong>" + strings.TrimPrefix(address, "http://") + "</strong>", `href="notebook?session=9"`, `data-device="none"`,
			} {
				if !strings.Contains(body, want) {
					t.Errorf("the page lacks %s", want)
				}
			}
			if strings.Contains(body, "<b>") || strings.Contains(body, "<"+accepted) || strings.Contains(body, "style=") {
				t.Error("the page has markup that was not ours")
			}
			csp := res.Header.Get("Content-Security-Policy")
			if !strings.HasPrefix(csp, "default-src 'none'; style-src 'self'; script-src 'self'") || strings.Contains(csp, "unsafe") {
				t.Errorf("CSP %s", csp)
			}
		})
	}
}

// A client that is no browser gets a few words of plain text.
func TestPlainWelcome(t *testing.T) {
	address, _ := start(t, &recorder{})
	for _, accept := range []string{"", "*/*", "application/json"} {
		res, body := get(t, address+"/", "Accept", accept)
		if !strings.HasPrefix(body, "Notebook Progress Tracker is here.\n") || res.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("Accept %q gets %s", accept, body)
		}
	}
}

func deviceOf(t *testing.T, address string) (device, version string) {
	t.Helper()
	_, body := get(t, address+"/students.json")
	var got struct{ Device, Version string }
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	return got.Device, got.Version
}

// The page says whether the notebook on the same device is connected.
func TestDeviceOfThePage(t *testing.T) {
	address, _ := start(t, &recorder{})
	want := func(want string) {
		t.Helper()
		deadline := time.Now().Add(5 * time.Second)
		got, _ := deviceOf(t, address)
		for ; got != want && time.Now().Before(deadline); got, _ = deviceOf(t, address) {
			time.Sleep(10 * time.Millisecond)
		}
		if got != want {
			t.Errorf("the device is %s, want %s", got, want)
		}
	}
	want("none")
	get(t, address+"/get-send-code")
	want("fetched")
	query := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Alice"}, "sender_uuid": {"a41f"}}
	client := &http.Client{}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/messages?"+query.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if res, err := client.Do(req); err == nil {
			_ = res.Body.Close()
		}
	}()
	want("connected")
	_, page := get(t, address+"/", "Accept", browser)
	if !strings.Contains(page, `data-device="connected"`) || strings.Contains(page, "Alice") {
		t.Error("the page does not say that the notebook is connected, or says whose it is")
	}
	client.CloseIdleConnections()
}

func TestDeviceThatSent(t *testing.T) {
	address, _ := start(t, &recorder{})
	post(t, address, formType, strings.NewReader(form().Encode()), "")
	if device, _ := deviceOf(t, address); device != "connected" {
		t.Errorf("a notebook that has just sent is %s", device)
	}
}

func TestNotebookToTake(t *testing.T) {
	address, _ := start(t, &recorder{})
	res, body := get(t, address+"/notebook?session=7")
	if got := res.Header.Get("Content-Disposition"); got != "attachment; filename=\"-b-lab--b- 1-2.ipynb\"" {
		t.Error(got)
	}
	for _, want := range []string{`"source":"` + address + ` `, `"source":"result = 6 * 7\nsend(result, \"example\")"`, "students.example"} {
		if !strings.Contains(body, want) {
			t.Errorf("the notebook lacks %s: %s", want, body)
		}
	}
	for _, wrong := range []string{"", "?session=8", "?session=x"} {
		if res, _ := get(t, address+"/notebook"+wrong); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s is answered %s", wrong, res.Status)
		}
	}
	check := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", "import nbformat, sys; nbformat.validate(nbformat.reads(sys.stdin.read(), as_version=4))")
	check.Stdin = strings.NewReader(body)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("Jupyter does not take it: %v %s", err, out)
	}
}

// Notebooks of the original run what they get here as JavaScript, or have the page load it.
func TestTheScriptOfTheOriginalIsEmpty(t *testing.T) {
	address, _ := start(t, &recorder{})
	for path, kind := range map[string]string{"/js/jpt-client.js": "application/javascript", "/css/jpt-client.css": "text/css; charset=utf-8"} {
		req, err := http.NewRequest(http.MethodGet, address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, body := do(t, req)
		if res.StatusCode != 200 || res.Header.Get("Content-Type") != kind || body != "" {
			t.Errorf("GET %s is answered %d %s %q", path, res.StatusCode, res.Header.Get("Content-Type"), body)
		}
	}
}
