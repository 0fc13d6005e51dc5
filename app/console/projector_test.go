package console

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// screen is a browser on the second screen. It has only the projector's token.
type screen struct {
	t      *testing.T
	origin string
	token  string
}

func openScreen(t *testing.T, l *enginetest.Lab) *screen {
	t.Helper()
	address, err := l.API.OpenProjector()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return &screen{t: t, origin: "http://" + u.Host, token: u.Query().Get("token")}
}

func (s *screen) request(method, origin, path, body string) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, origin+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	req.Header.Set("Content-Type", "application/json")
	return req
}

func (s *screen) ask(method, args string) (status int, text string) {
	s.t.Helper()
	res, err := http.DefaultTransport.RoundTrip(s.request("POST", s.origin, "/api/"+method, args))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	return res.StatusCode, body(s.t, res)
}

// The second screen cannot do or see what the window can, except for the few calls that contain no
// student.
func TestTheProjectorsTokenOpensNothingElse(t *testing.T) {
	l := openLab(t)
	s, c := openScreen(t, l), openConsole(t, l)
	shown := []string{"FirstCell", "HideFromWall", "Projection", "Questions", "Sessions", "Status"}
	for m := range reflect.TypeOf(l.API).Methods() {
		if slices.Contains(shown, m.Name) {
			continue
		}
		if status, text := s.ask(m.Name, "[]"); status != http.StatusMethodNotAllowed && status != http.StatusNotFound {
			t.Errorf("the projector answers %s with %d %s", m.Name, status, text)
		}
	}
	for _, path := range []string{"/export?session=1&format=csv", "/export?session=1&format=zip"} {
		res, err := http.DefaultTransport.RoundTrip(s.request("GET", s.origin, path, ""))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusNotFound {
			t.Errorf("the projector answers %s with %d", path, res.StatusCode)
		}
	}
	for _, method := range []string{"Status", "Records", "Students"} {
		res, err := http.DefaultTransport.RoundTrip(s.request("POST", "http://"+c.host, "/api/"+method, "[]"))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusUnauthorized {
			t.Errorf("the console takes the projector's token for %s: %d", method, res.StatusCode)
		}
	}
}

func TestTheProjectorNeedsItsToken(t *testing.T) {
	l := openLab(t)
	s, c := openScreen(t, l), openConsole(t, l)
	for name, token := range map[string]string{"none": "", "the console's": c.token} {
		other := &screen{t: t, origin: s.origin, token: token}
		if status, _ := other.ask("Status", "[]"); status != http.StatusUnauthorized {
			t.Errorf("with %s as token: %d", name, status)
		}
	}
	if again := openScreen(t, l); again.origin != s.origin || again.token != s.token {
		t.Error("a second press gives another address")
	}
}

func TestTheProjectorKnowsNoNames(t *testing.T) {
	l := openLab(t)
	for i := range 7 {
		l.MustSend("sender_name", fmt.Sprintf("Zaphod %d", i), "sender_uuid", fmt.Sprintf("u%d", i), "data", "[1063, 35]", "type", "ndarray")
	}
	if _, err := l.API.UpdateSession(l.Session, "lab-1", "Zaphod needs help"); err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, l)
	session := fmt.Sprintf("[%d]", l.Session)
	for method, args := range map[string]string{"Status": "[]", "Sessions": "[]", "FirstCell": session, "Questions": session} {
		status, text := s.ask(method, args)
		if status != http.StatusOK || strings.Contains(text, "Zaphod") || strings.Contains(text, l.DataFolder()) {
			t.Errorf("%s is answered %d %s", method, status, text)
		}
	}
}

func TestTheProjectorShowsTheCurrentSessionOnly(t *testing.T) {
	l := openLab(t)
	opened, err := l.API.CreateSession("secret exam", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.API.SelectSession(l.Session); err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, l)
	if _, text := s.ask("Sessions", "[]"); strings.Contains(text, "secret exam") || !strings.Contains(text, "lab-1") {
		t.Errorf("the projector lists %s", text)
	}
	for _, method := range []string{"FirstCell", "Questions"} {
		if status, text := s.ask(method, fmt.Sprintf("[%d]", opened.Session.ID)); status != http.StatusUnprocessableEntity || !strings.Contains(text, "current session") {
			t.Errorf("%s of another session is answered %d %s", method, status, text)
		}
	}
}

func TestOpenPagesOfTheProjectorAreCounted(t *testing.T) {
	l := openLab(t)
	s := openScreen(t, l)
	pages := func() int {
		status, err := l.API.Status()
		if err != nil {
			t.Fatal(err)
		}
		return status.Projectors
	}
	if pages() != 0 {
		t.Fatalf("%d pages are open before one is", pages())
	}
	res, err := http.DefaultClient.Do(s.request("GET", s.origin, "/api/events", ""))
	if err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(res.Body).Scan() || pages() != 1 {
		t.Errorf("%d pages are open, want 1", pages())
	}
	var own api.Status
	if _, text := s.ask("Status", "[]"); json.Unmarshal([]byte(text), &own) != nil || !own.ProjectorOnly {
		t.Error("the page is not told that it is a projector's")
	}
	_ = res.Body.Close()
	enginetest.Eventually(t, "the page to be gone", func() bool { return pages() == 0 })
}

// openLab returns a lab whose page can open the projector.
func openLab(t *testing.T) *enginetest.Lab {
	t.Helper()
	l := enginetest.Open(t)
	projector := NewProjector(l.Engine)
	if err := l.Start(t.Context(), projector); err != nil {
		t.Fatal(err)
	}
	l.API = api.New(l.Engine, api.Face{Projector: projector})
	return l
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// For anything that students send: the projected part names nobody.
func TestNoProjectionNamesAStudent(t *testing.T) {
	l := openLab(t)
	for i := range 9 {
		name := []string{"sender_name", fmt.Sprintf("Zaphod %d", i), "sender_uuid", fmt.Sprintf("u%d", i)}
		send := func(question, kind, data string) {
			l.MustSend(append(name, "question_nb", question, "type", kind, "data", data)...)
		}
		send("1", "ndarray", "[1063, 35]")
		send("2", "code", fmt.Sprintf("# Zaphod %d\nreturn 1\n", i))
		send("3", "str", "Zaphod 4 told me")
		send("4", "str", fmt.Sprintf("I am Zaphod %d", i))
	}
	page, err := l.API.QuestionPage(api.QuestionQuery{SessionID: l.Session, Question: "1"})
	if err != nil {
		t.Fatal(err)
	}
	query := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	if err := l.API.LabelGroup(query, page.Groups[0].Key, "like Zaphod 3"); err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, l)
	for question, groups := range map[string]int{"1": 1, "2": 1, "3": 0, "4": 0} {
		args := fmt.Sprintf(`[{"sessionId": %d, "question": %q, "verdicts": true}]`, l.Session, question)
		status, text := s.ask("Projection", args)
		var shown api.Projection
		if err := json.Unmarshal([]byte(text), &shown); err != nil || status != 200 {
			t.Fatalf("question %s is answered %d %s", question, status, text)
		}
		if strings.Contains(text, "Zaphod") {
			t.Errorf("question %s names a student: %s", question, text)
		}
		if len(shown.Groups) != groups || shown.Sent != 9 || groups == 0 && shown.Others != 9 {
			t.Errorf("question %s: %d groups, %d others of %d", question, len(shown.Groups), shown.Others, shown.Sent)
		}
	}
}
