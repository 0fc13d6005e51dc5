package console

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

func openConsole(t *testing.T, l *enginetest.Lab) *Console {
	t.Helper()
	c := New(l.Engine, l.API, "127.0.0.1:0")
	if err := c.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// consoleAsk sends a request to the console; change may alter it first.
func consoleAsk(t *testing.T, c *Console, method, path, body string, change func(*http.Request)) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, "http://"+c.host+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	if change != nil {
		change(req)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(text)
}

func TestConsoleLetsInOnlyWhoMay(t *testing.T) {
	c := openConsole(t, enginetest.Open(t))
	for _, k := range []struct {
		name   string
		change func(*http.Request)
		status int
	}{
		{"the token", nil, 200},
		{"no token", func(r *http.Request) { r.Header.Del("Authorization") }, 401},
		{"a wrong token", func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, 401},
		{"the token in the address of a call", func(r *http.Request) { r.Header.Del("Authorization"); r.URL.RawQuery = "token=" + c.token }, 401},
		{"another name for this machine", func(r *http.Request) { r.Host = "evil.example" }, 403},
		{"a page of elsewhere", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"its own page", func(r *http.Request) { r.Header.Set("Origin", "http://"+c.host) }, 200},
		{"a form of elsewhere", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
	} {
		if res, text := consoleAsk(t, c, "POST", "/api/Status", "[]", k.change); res.StatusCode != k.status {
			t.Errorf("%s: %d %s, want %d", k.name, res.StatusCode, text, k.status)
		}
	}
	if err := New(c.engine, c.api, "0.0.0.0:0").Start(t.Context()); err == nil || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("a console for the whole network gives %v", err)
	}
}

func TestTheAddressOpensTheConsoleInABrowser(t *testing.T) {
	c := openConsole(t, enginetest.Open(t))
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	res, err := browser.Get(c.Address())
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode == http.StatusUnauthorized || strings.Contains(res.Request.URL.String(), "token") {
		t.Errorf("the address leads to %s, %d", res.Request.URL, res.StatusCode)
	}
	// Other servers of this machine, and other paths of this one, are not sent the cookie.
	here := res.Request.URL
	if sent := jar.Cookies(here); len(sent) != 1 || sent[0].Name != "npt_token_"+here.Port() {
		t.Errorf("the page is asked for with the cookies %v", sent)
	}
	for _, other := range []string{"http://127.0.0.1:8888/", "http://" + here.Host + "/", "http://" + here.Host + "/api/Status"} {
		at, err := url.Parse(other)
		if err != nil {
			t.Fatal(err)
		}
		if sent := jar.Cookies(at); len(sent) != 0 {
			t.Errorf("%s is sent the cookies %v", other, sent)
		}
	}
	call, err := browser.Post(here.JoinPath("api/Status").String(), "application/json", strings.NewReader("[]"))
	if err != nil {
		t.Fatal(err)
	}
	_ = call.Body.Close()
	if call.StatusCode != http.StatusOK {
		t.Errorf("a call of the page is answered %d", call.StatusCode)
	}
	if csp := res.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; ") || strings.Contains(csp, "unsafe") || !strings.HasSuffix(csp, "; frame-ancestors 'none'") {
		t.Errorf("the page's policy is %q", csp)
	}
}

// Every method of the API is in the console's table, except those that need a window.
func TestTheConsoleOffersWhatTheWindowDoes(t *testing.T) {
	needWindow := map[string]bool{"ExportCanvas": true, "OpenTable": true, "OverwriteNotebook": true, "PrepareNotebook": true, "ShowWritten": true, "WritePreparation": true, "Export": true, "ChooseImport": true, "ShowExport": true, "OpenNotebook": true, "ChooseFolder": true, "AttachFiles": true, "SaveHandIns": true, "SaveLabNotebook": true, "LeaveAsked": true}
	a := api.New(nil, api.Face{})
	table := Calls(a)
	for m := range reflect.TypeOf(a).Methods() {
		if _, there := table[m.Name]; there == needWindow[m.Name] {
			t.Errorf("%s: in the table %v, needs a window %v", m.Name, there, needWindow[m.Name])
		}
	}
}

func TestCallsAreTypedAndTheirErrorsToo(t *testing.T) {
	c := openConsole(t, enginetest.Open(t))
	for _, k := range []struct {
		method, args string
		status       int
		code         string
	}{
		{"CreateSession", `["x"]`, 422, "bad_field"},
		{"CreateSession", `["x", 3]`, 422, "bad_field"},
		{"CreateSession", `{"name": "x"}`, 400, "bad_field"},
		{"CreateSession", `["", ""]`, 422, "bad_field"},
		{"CreateSession", `["` + strings.Repeat("x", 101) + `", ""]`, 422, "bad_field"},
		{"OpenSession", `[999]`, 422, "not_found"},
		{"Answer", `[999]`, 422, "not_found"},
		{"Records", `[{"sessionId": 1, "since": "x"}]`, 422, "bad_field"},
		{"CreateSession", `["` + strings.Repeat("x", consoleBody) + `", ""]`, 400, "bad_field"},
		{"ReadNotebook", `["x.ipynb", "` + strings.Repeat("x", consoleBody) + `"]`, 422, "bad_field"},
		{"ReadNotebook", `["x.ipynb", "` + strings.Repeat("x", api.MaxNotebook+1) + `"]`, 422, "too_large"},
		{"ReadNotebook", `["x.ipynb", "` + strings.Repeat("x", notebookBody) + `"]`, 400, "bad_field"},
	} {
		res, text := consoleAsk(t, c, "POST", "/api/"+k.method, k.args, nil)
		var e api.Error
		if err := json.Unmarshal([]byte(text), &e); err != nil || res.StatusCode != k.status || e.Code != k.code || e.Message == "" {
			t.Errorf("%s(%.40s) is answered %d %s, want %d %s", k.method, k.args, res.StatusCode, text, k.status, k.code)
		}
	}
	if res, text := consoleAsk(t, c, "POST", "/api/CreateSession", `["lab-2", "d"]`, nil); res.StatusCode != 200 || !strings.Contains(text, `"name":"lab-2"`) {
		t.Errorf("a good call is answered %d %s", res.StatusCode, text)
	}
}

func TestARefusalCanBeSaidInAnotherLanguage(t *testing.T) {
	c := openConsole(t, enginetest.Open(t))
	_, text := consoleAsk(t, c, "POST", "/api/CreateSession", `["`+strings.Repeat("x", 101)+`", ""]`, nil)
	var e api.Error
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	want := api.Error{
		Code: "bad_field", Message: "The session's name is longer than 100 characters",
		Format: "%s is longer than %d characters", Values: []string{"The session's name", "100"},
	}
	if !reflect.DeepEqual(e, want) {
		t.Errorf("the refusal is %+v, want %+v", e, want)
	}
}

func TestTheConsoleIsToldWhatChanged(t *testing.T) {
	l := enginetest.Open(t)
	c := openConsole(t, l)
	req, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+c.host+"/api/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	stream := bufio.NewScanner(res.Body)
	stream.Scan() // the stream is open once its first line has come
	l.MustSend()
	for stream.Scan() {
		line, isData := strings.CutPrefix(stream.Text(), "data: ")
		if !isData {
			continue
		}
		var event struct {
			Name string
			Data []api.Changed
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil || event.Name != api.ChangedEvent {
			t.Fatalf("the stream says %s (%v)", line, err)
		}
		if len(event.Data) == 1 && len(event.Data[0].Sessions) == 1 && event.Data[0].Sessions[0] == l.Session && event.Data[0].Kinds[0] == "records" {
			return
		}
	}
	t.Error("the stream ended without telling of the record")
}

func TestTheBrowserSavesAnExport(t *testing.T) {
	l := enginetest.Open(t)
	c := openConsole(t, l)
	l.MustSend("data", "=1+1")
	res, text := consoleAsk(t, c, "GET", "/export?session=1&format=csv", "", nil)
	if got := res.Header.Get("Content-Disposition"); got != "attachment; filename*=UTF-8''lab-1.csv" {
		t.Errorf("the file is offered as %q", got)
	}
	if table := lines(text); len(table) != 2 || !strings.HasPrefix(table[1], `"lab-1","default","1","","Alice","","a41f","str","'=1+1",1,`) {
		t.Errorf("the export is %q", table)
	}
	for path, want := range map[string]int{"/export?session=1&format=exe": 400, "/export?session=9&format=csv": 404, "/export": 400} {
		if res, _ := consoleAsk(t, c, "GET", path, "", nil); res.StatusCode != want {
			t.Errorf("%s is answered %d, want %d", path, res.StatusCode, want)
		}
	}
}

func lines(s string) []string { return strings.Split(strings.TrimRight(s, "\n"), "\n") }
