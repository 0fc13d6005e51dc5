package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"npt/backend/classroom"
	"npt/backend/ingest"
)

// recorder remembers what reaches it and answers as the test says.
type recorder struct {
	mu      sync.Mutex
	got     []classroom.Submission
	outcome classroom.Outcome
	err     error
}

func (r *recorder) Record(_ context.Context, s classroom.Submission) (classroom.Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, s)
	return r.outcome, r.err
}

// silence is a teacher who never writes.
type silence struct{ ingest.Messages }

func (silence) Listen(ctx context.Context, _ classroom.Listening) (classroom.Delivery, error) {
	<-ctx.Done()
	return classroom.Delivery{}, nil
}

func (silence) Preflight(context.Context, classroom.Listening, string) ([]classroom.Message, error) {
	return []classroom.Message{{ID: 3, Type: classroom.MessageWarning, Text: "mind the axis"}}, nil
}

func (silence) AskForHelp(_ context.Context, s classroom.Submission) error {
	if s.Session == "closed" {
		return classroom.Errorf(classroom.CodeNoSuchSession, "No such session open")
	}
	return nil
}

// prof is a teacher with more owners than any real one.
type prof struct{}

func (prof) Who(context.Context) (ingest.Who, error) {
	return ingest.Who{ID: "K7Q", Owners: strings.Split("prof"+strings.Repeat(" other", 100), " "), Version: "1.2"}, nil
}

func (prof) Prove(challenge string) ingest.Proof {
	return ingest.Proof{Key: "key", Signature: ingest.Proven("K7Q", challenge)}
}

func (prof) Language(context.Context) string { return "fr" }

func (prof) TeacherPage(context.Context) (ingest.TeacherPage, error) {
	return ingest.TeacherPage{Owner: "prof", Sessions: []ingest.PageSession{
		{ID: 7, Name: "<b>lab</b> 1/2", Description: "k-means"}, {ID: 9, Name: "lab-3"},
	}}, nil
}

func (prof) Words(accepted string) ingest.Words { return catalogue(accepted) }

// catalogue is the words of the language that it names: each text is its key and the owner.
type catalogue string

func (c catalogue) Tag() string { return string(c) }

func (c catalogue) Say(key string, values map[string]string) string {
	return "<" + string(c) + "> " + key + " " + values["owner"]
}

func start(t *testing.T, rec *recorder) (address string, fetched *int) {
	t.Helper()
	fetched = new(int)
	server := httptest.NewServer(ingest.New(rec, silence{}, prof{}, nil, ingest.Code{
		Servers: func() []string { return []string{"http://192.168.1.20:6780"} },
		Source:  func(servers []string) []byte { return []byte(strings.Join(servers, "\n")) },
		SHA256:  "c0ffee",
		Cell:    func(server, session, owner string) string { return server + " " + session + " " + owner },
		Fetched: func() { *fetched++ },
	}))
	t.Cleanup(server.Close)
	return server.URL, fetched
}

// form returns the fields of a good record, changed by pairs of key and value; the value "-" removes
// the field.
func form(pairs ...string) url.Values {
	v := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {"Alice"},
		"sender_uuid": {"a41f"}, "question_nb": {"2b"}, "type": {"str"}, "data": {"hello"},
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "-" {
			v.Del(pairs[i])
		}
	}
	return v
}

func post(t *testing.T, address, contentType string, body io.Reader, accept string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, address+"/add-record", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Accept", accept)
	return do(t, req)
}

func do(t *testing.T, req *http.Request) (*http.Response, string) {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
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

const formType = "application/x-www-form-urlencoded"

func TestAnswersOfAddRecord(t *testing.T) {
	for _, c := range []struct {
		name    string
		form    url.Values
		outcome classroom.Outcome
		err     error
		status  int
		text    string
	}{
		{"a first record", form(), classroom.Outcome{}, nil, 200, "Success: Record inserted"},
		{"a further one", form(), classroom.Outcome{Updated: true}, nil, 200, "Success: Record updated"},
		{"no part is the default part", form("part_name", "-"), classroom.Outcome{}, nil, 200, "Success: Record inserted"},
		{"no owner", form("session_owner", "-"), classroom.Outcome{}, nil, 400, "Error: Missing key"},
		{"no device", form("sender_uuid", "-"), classroom.Outcome{}, nil, 400, "Error: Missing key"},
		{"no payload", form("data", "-"), classroom.Outcome{}, nil, 400, "Error: Missing key"},
		{"an image without a file", form("type", "image"), classroom.Outcome{}, nil, 400, "Error: Missing key"},
		{"unknown owner", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeNoSuchOwner, "No such owner"), 404, "Error: No such owner"},
		{"closed session", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeNoSuchSession, "No such session open"), 404, "Error: No such session open"},
		{"unknown part", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeNoSuchPart, "No such part"), 404, "Error: No such part"},
		{"too large", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeTooLarge, "big"), 413, "Error: big"},
		{"no image", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeNotAnImage, "no image"), 415, "Error: no image"},
		{"a full session", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeTooManySenders, "full"), 403, "Error: full"},
		{"a full disk", form(), classroom.Outcome{}, classroom.Errorf(classroom.CodeUnavailable, "disk"), 503, "Error: disk"},
		{"a defect tells nothing of the inside", form(), classroom.Outcome{}, io.ErrUnexpectedEOF, 500, "Error: Something went wrong inside the app; the log says more."},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := &recorder{outcome: c.outcome, err: c.err}
			address, _ := start(t, rec)

			res, text := post(t, address, formType, strings.NewReader(c.form.Encode()), "")
			if res.StatusCode != c.status || text != c.text {
				t.Errorf("answer is %d %q, want %d %q", res.StatusCode, text, c.status, c.text)
			}

			_, text = post(t, address, formType, strings.NewReader(c.form.Encode()), "application/json")
			var wire struct {
				Status, Code, Message string
				Messages              []string
			}
			if err := json.Unmarshal([]byte(text), &wire); err != nil || wire.Messages == nil {
				t.Fatalf("as JSON the answer is %s (%v), want messages to be a list", text, err)
			}
			if prefix := map[string]string{"success": "Success: ", "error": "Error: "}[wire.Status]; prefix+wire.Message != c.text || wire.Code == "" {
				t.Errorf("as JSON the answer is %+v, want %q", wire, c.text)
			}
		})
	}
}

func TestSubmissionIsWhatWasSent(t *testing.T) {
	rec := &recorder{}
	address, _ := start(t, rec)
	data := "déjà <b>vu</b>\r\n\t名前 🙂"
	post(t, address, formType, strings.NewReader(form("data", data, "record_id", "r1", "sent_at", "2026-02-11T14:05:06Z", "sender_uuid", "42", "digest", "0a1b", "shortened", "1").Encode()), "")
	want := classroom.Submission{
		Owner: "prof", Session: "lab-1", Part: "default", SenderName: "Alice", SenderUUID: "42", Question: "2b", Type: "str",
		Data: []byte(data), Plotted: []byte{}, RecordID: "r1", SentAt: "2026-02-11T14:05:06Z", Digest: "0a1b", Shortened: "1", From: "127.0.0.1/32",
	}
	if got := fmt.Sprintf("%+v", rec.got); got != fmt.Sprintf("%+v", []classroom.Submission{want}) {
		t.Errorf("the recorder got\n%s\nwant\n%+v", got, want)
	}
}

func TestFileOfAnImageArrivesToTheByte(t *testing.T) {
	picture := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 255, '\r', '\n'}, 1<<18)...)
	rec := &recorder{}
	address, _ := start(t, rec)
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for k, v := range form("type", "image", "data", "-", "plotted", `{"axes": []}`) {
		_ = parts.WriteField(k, v[0])
	}
	// The original's client names the part `file` and gives it no Content-Type.
	file, err := parts.CreatePart(map[string][]string{"Content-Disposition": {`form-data; name="file"; filename="file"`}})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(picture)
	_ = parts.Close()

	if _, text := post(t, address, parts.FormDataContentType(), &body, ""); text != "Success: Record inserted" {
		t.Fatal(text)
	}
	if got := rec.got[0]; !bytes.Equal(got.Data, picture) || string(got.Plotted) != `{"axes": []}` {
		t.Errorf("the file arrived as %d bytes with plotted %q", len(got.Data), got.Plotted)
	}
}

func TestHostileRequestsAreRefusedClearly(t *testing.T) {
	large := form("data", strings.Repeat("x", classroom.MaxBody+1)).Encode()
	for _, c := range []struct {
		name, contentType string
		body              io.Reader
		status            int
		text              string
	}{
		{"a body over the cap", formType, strings.NewReader(large), 413, "Error: Record too large: at most 8 MB are taken"},
		{"the same without a length", formType, io.MultiReader(strings.NewReader(large)), 413, "Error: Record too large: at most 8 MB are taken"},
		{"JSON", "application/json", strings.NewReader("{}"), 400, "Error: Content-Type is not a form"},
		{"no type", "", strings.NewReader("a=b"), 400, "Error: Content-Type is not a form"},
		{"a broken escape", formType, strings.NewReader("data=%zz"), 400, "Error: The form could not be read"},
		{"half a multipart", `multipart/form-data; boundary=x`, strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\nhal"), 400, "Error: The form could not be read"},
		{"multipart without a boundary", "multipart/form-data", strings.NewReader("x"), 400, "Error: The form could not be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := &recorder{}
			address, _ := start(t, rec)
			res, text := post(t, address, c.contentType, c.body, "")
			if res.StatusCode != c.status || !strings.HasPrefix(text, c.text) || len(rec.got) != 0 {
				t.Errorf("answer is %d %q with %d records, want %d %q and none", res.StatusCode, text, len(rec.got), c.status, c.text)
			}
		})
	}
}

func TestASenderIsSlowedDownAndNobodyElse(t *testing.T) {
	rec := &recorder{}
	address, _ := start(t, rec)
	send := func(name string) *http.Response {
		res, _ := post(t, address, formType, strings.NewReader(form("sender_name", name).Encode()), "")
		return res
	}
	for i := range classroom.RecordsAtOnce {
		if res := send("Alice"); res.StatusCode != 200 {
			t.Fatalf("record %d of a burst was answered %d", i+1, res.StatusCode)
		}
	}
	// The bucket refills while the loop runs: a few more may pass, but no second burst.
	var limited *http.Response
	for range classroom.RecordsAtOnce {
		if res := send("Alice"); res.StatusCode == http.StatusTooManyRequests {
			limited = res
			break
		}
	}
	if limited == nil || limited.Header.Get("Retry-After") != "1" {
		t.Fatalf("Alice was never told to wait a second: %+v", limited)
	}
	if readable := limited.Header.Get("Access-Control-Expose-Headers"); readable != "Retry-After" {
		t.Errorf("a browser lets Python read %q, want Retry-After", readable)
	}
	if res := send("Bob"); res.StatusCode != 200 {
		t.Errorf("Bob was answered %d because of Alice", res.StatusCode)
	}
}

func TestServedCodeNamesTheAddressThatWasReached(t *testing.T) {
	for _, c := range []struct{ host, want string }{
		{"192.168.1.20:6780", "http://192.168.1.20:6780"}, // already ours: listed once
		{"npt-prof.local:6780", "http://npt-prof.local:6780\nhttp://192.168.1.20:6780"},
		{"10.0.0.5", "http://10.0.0.5:80\nhttp://192.168.1.20:6780"},
		{"[fe80::1]:6780", "http://[fe80::1]:6780\nhttp://192.168.1.20:6780"},
		{`evil"+__import__('os')`, "http://192.168.1.20:6780"},
		{"a'b", "http://192.168.1.20:6780"},
		{"host:99999", "http://192.168.1.20:6780"},
		{"under_score", "http://192.168.1.20:6780"},
		{strings.Repeat("a.", 200) + "a", "http://192.168.1.20:6780"},
	} {
		rec := httptest.NewRecorder()
		handler := ingest.New(nil, silence{}, prof{}, nil, ingest.Code{
			Servers: func() []string { return []string{"http://192.168.1.20:6780"} },
			Source:  func(servers []string) []byte { return []byte(strings.Join(servers, "\n")) },
			SHA256:  "c0ffee", Fetched: func() {},
		})
		req := httptest.NewRequest(http.MethodGet, "/get-send-code", nil)
		req.Host = c.host
		handler.ServeHTTP(rec, req)
		if got := rec.Body.String(); got != c.want || rec.Header().Get("X-NPT-Client-SHA256") != "c0ffee" {
			t.Errorf("Host %q is served\n%s\nwant\n%s", c.host, got, c.want)
		}
	}
}

func TestOnlyNotebooksAreServed(t *testing.T) {
	address, fetched := start(t, &recorder{})
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/", 200}, {"GET", "/get-send-code", 200}, {"GET", "/client.py", 200}, {"GET", "/relay", 200}, {"GET", "/relay.js", 200}, {"POST", "/relay", 405}, {"GET", "/add-record", 405},
		{"GET", "/api/Status", 404}, {"POST", "/api/Records", 404}, {"GET", "/export?session=1&format=csv", 404},
		{"GET", "/index.html", 404}, {"GET", "/../records.db", 404}, {"POST", "/", 405},
		{"OPTIONS", "/add-record", 204}, {"OPTIONS", "/api/Records", 204},
	} {
		req, err := http.NewRequest(c.method, address+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res, _ := do(t, req); res.StatusCode != c.status {
			t.Errorf("%s %s is answered %d, want %d", c.method, c.path, res.StatusCode, c.status)
		}
	}
	if *fetched != 1 {
		t.Errorf("the code was fetched %d times, want 1", *fetched)
	}
}

// GET /who says whose computer this is, always in one packet.
func TestWho(t *testing.T) {
	address, _ := start(t, &recorder{})
	res, err := http.Get(address + "/who")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var got struct {
		Status, App, ID, Version string
		Owners                   []string
	}
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Status != "success" || got.App != "npt" || got.ID != "K7Q" || got.Version != "1.2" || got.Owners[0] != "prof" || len(got.Owners) != 20 {
		t.Errorf("%+v", got)
	}
	if res.ContentLength <= 0 || res.ContentLength > 1400 {
		t.Errorf("the answer has %d bytes", res.ContentLength)
	}
}

func TestHelp(t *testing.T) {
	address, _ := start(t, &recorder{})
	ask := func(pairs ...string) (int, string) {
		res, err := http.PostForm(address+"/help", form(append([]string{"record_id", "r1"}, pairs...)...))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(text)
	}
	for _, c := range []struct {
		pairs  []string
		status int
		text   string
	}{
		{nil, 200, "Success: Your teacher sees that you ask for help"},
		{[]string{"data", "-", "question_nb", "-", "type", "-"}, 200, "Success: Your teacher sees that you ask for help"},
		{[]string{"record_id", "-"}, 400, "Error: Missing key"},
		{[]string{"sender_name", "-"}, 400, "Error: Missing key"},
		{[]string{"session_name", "closed"}, 404, "Error: No such session open"},
	} {
		if status, text := ask(c.pairs...); status != c.status || text != c.text {
			t.Errorf("%v is answered %d %q, want %d %q", c.pairs, status, text, c.status, c.text)
		}
	}
	refused := 0
	for range 10 {
		if status, _ := ask("sender_name", "Impatient"); status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 5 {
		t.Errorf("of ten at once %d are refused, want 5", refused)
	}
}
