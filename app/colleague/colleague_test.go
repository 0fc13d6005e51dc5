package colleague

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"errors"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/assistants"
	"npt/app/enginetest"
	"npt/app/instance"
	"npt/app/pairing"
)

// teacher is a class with a door, as the colleague's app has it.
type teacher struct {
	*enginetest.Lab
	door *assistants.Door
}

func openTeacher(t *testing.T) *teacher {
	t.Helper()
	l := enginetest.Open(t)
	door := assistants.New(l.Engine)
	if err := l.Start(t.Context(), door); err != nil {
		t.Fatal(err)
	}
	l.API = api.New(l.Engine, api.Face{Door: door})
	return &teacher{l, door}
}

func (c *teacher) invite(role string) (made api.Invitation, address string) {
	c.T.Helper()
	made, err := c.API.InviteAssistant(c.Session, role, "session")
	if err != nil {
		c.T.Fatal(err)
	}
	return made, strings.TrimPrefix(made.Addresses[0], "https://")
}

func newApp(t *testing.T, version string) *Colleagues {
	t.Helper()
	c := New(filepath.Join(t.TempDir(), "npt-colleagues.json"), version)
	t.Cleanup(func() { _ = c.Stop() })
	return c
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return api.AsError(err).Code
}

// join takes part by an invitation.
func (c *teacher) join(app *Colleagues, role, name string) string {
	c.T.Helper()
	made, address := c.invite(role)
	door, err := app.Look(c.T.Context(), made.Addresses[0])
	if err != nil || door.Address != address || door.Fingerprint != made.Fingerprint || door.Changed {
		c.T.Fatalf("the door is %+v, %v", door, err)
	}
	if err := app.Join(c.T.Context(), door.Address, door.Fingerprint, strings.ToLower(made.Code), name); err != nil {
		c.T.Fatal(err)
	}
	return address
}

func ask(t *testing.T, app *Colleagues, method string, args ...any) (string, error) {
	t.Helper()
	if args == nil {
		args = []any{}
	}
	text, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	return app.Ask(t.Context(), method, string(text), "")
}

// news waits until a kind of change was told.
func awaitNews(t *testing.T, app *Colleagues, since int64, isMeant func(api.ColleagueNews) bool) int64 {
	t.Helper()
	for {
		told := app.News(t.Context(), since)
		if since = told.At; isMeant(told) {
			return since
		}
		if t.Context().Err() != nil {
			t.Fatal("nothing is told")
		}
	}
}

// An app takes part by the code: it sees the class, hears what changes, may what its role may, and no more once it was
// sent away.
func TestAnAppTakesPart(t *testing.T) {
	c, app := openTeacher(t), newApp(t, "test")
	c.join(app, "look", "Mia")
	if team, _ := c.API.Team(); len(team.People) != 1 || team.People[0].Name != "Mia" || len(team.Invitations) != 0 {
		t.Fatalf("the team is %+v", team)
	}
	at := awaitNews(t, app, 0, func(n api.ColleagueNews) bool { return n.State == stateLive && slices.Contains(n.Kinds, "status") })
	c.MustSend("sender_name", "Ada", "sender_uuid", "u1")
	awaitNews(t, app, at, func(n api.ColleagueNews) bool { return slices.Contains(n.Kinds, "records") })
	text, err := ask(t, app, "Students", c.Session)
	if err != nil || !strings.Contains(text, "Ada") {
		t.Errorf("the students are %s, %v", text, err)
	}
	query := api.QuestionQuery{SessionID: c.Session, Question: "1"}
	if _, err := ask(t, app, "MarkGroup", query, "x", "right"); codeOf(err) != "conflict" || !strings.Contains(err.Error(), "role") {
		t.Errorf("who looks may mark: %v", err)
	}
	if _, err := ask(t, app, "SetOwner", "Eve"); err == nil {
		t.Error("an assistant may set the owner")
	}
	for method, args := range map[string]string{"../Status": "[]", "Status": "no JSON", "": "[]", "Sta tus": "[]"} {
		if _, err := app.Ask(t.Context(), method, args, ""); codeOf(err) != "bad_field" {
			t.Errorf("%q of %s: %v", method, args, err)
		}
	}
	team, _ := c.API.Team()
	if err := c.API.EndAssistant(team.People[0].ID); err != nil {
		t.Fatal(err)
	}
	awaitNews(t, app, at, func(n api.ColleagueNews) bool { return n.State == stateEnded })
	if _, err := ask(t, app, "Status"); codeOf(err) != string(api.CodeNotPaired) {
		t.Errorf("after the end: %v", err)
	}
}

// What one app leaves is ended there too, and another class takes its place.
func TestLeavingEndsTheAccess(t *testing.T) {
	c, app := openTeacher(t), newApp(t, "test")
	c.join(app, "help", "Mia")
	c.join(app, "look", "Mia again")
	enginetest.Eventually(t, "the first access to end", func() bool { team, _ := c.API.Team(); return len(team.People) == 1 })
	app.Leave(t.Context())
	if team, _ := c.API.Team(); len(team.People) != 0 || app.Link().State != "" {
		t.Errorf("after leaving %+v take part, and the link is %+v", team.People, app.Link())
	}
}

// A wrong code counts, and nobody learns why it was refused; of another version the code stays good.
func TestWrongCodesCount(t *testing.T) {
	c := openTeacher(t)
	made, address := c.invite("mark")
	other := newApp(t, "v9.1.0")
	if err := other.Join(t.Context(), address, made.Fingerprint, made.Code, "Mia"); codeOf(err) != "conflict" || !strings.Contains(err.Error(), "v9.1.0") {
		t.Errorf("another version: %v", err)
	}
	app := newApp(t, "test")
	if err := app.Join(t.Context(), address, made.Fingerprint, "AAAAAAAA", "Eve"); codeOf(err) != "not_found" {
		t.Errorf("a wrong code: %v", err)
	}
	if team, _ := c.API.Team(); len(team.Invitations) != 1 || team.Invitations[0].Misses != 1 {
		t.Errorf("the invitations are %+v", team.Invitations)
	}
	if err := app.Join(t.Context(), address, made.Fingerprint, made.Code, "Mia"); err != nil {
		t.Error(err)
	}
	if err := newApp(t, "test").Join(t.Context(), address, made.Fingerprint, made.Code, "Eve"); codeOf(err) != "not_found" {
		t.Errorf("a code is good twice: %v", err)
	}
}

// Who has another certificate than the one that was shown or known is told nothing.
func TestAnotherCertificateIsRefused(t *testing.T) {
	app, known := newApp(t, "test"), certificateNamed(t, instance.ProductName)
	var heard atomic.Int64
	address, fingerprint := serveImpostor(t, func(w http.ResponseWriter, _ *http.Request) {
		heard.Add(1)
		http.Error(w, "", http.StatusUnauthorized)
	})
	at := netip.MustParseAddrPort(address)
	l := newLink(at, known.Leaf, "Mia")
	l.cookie = &http.Cookie{Name: "__Host-npt_assistant_1", Value: "secret"}
	app.pin(l)
	app.replace(l)
	awaitNews(t, app, 0, func(n api.ColleagueNews) bool { return n.State == stateCertificate })
	if _, err := ask(t, app, "Status"); codeOf(err) != string(api.CodeCertificate) || heard.Load() != 0 {
		t.Errorf("another certificate is answered %v, and heard %d requests", err, heard.Load())
	}
	door, err := app.Look(t.Context(), address)
	if err != nil || !door.Changed || door.Fingerprint != fingerprint {
		t.Fatalf("the door is %+v, %v", door, err)
	}
	for what, shown := range map[string]string{"what was shown": pairing.Fingerprint(known.Leaf.Raw), "what was known": fingerprint} {
		if err := app.Join(t.Context(), address, shown, "ABCDEFGH", "Mia"); codeOf(err) != string(api.CodeCertificate) || heard.Load() != 0 {
			t.Errorf("a certificate is not %s: %v, and heard %d requests", what, err, heard.Load())
		}
	}
	if err := app.Forget(address); err != nil {
		t.Fatal(err)
	}
	// Now it is asked to prove itself: an app of before knows no such call.
	if err := app.Join(t.Context(), address, fingerprint, "ABCDEFGH", "Mia"); !errors.Is(err, errOlder) || heard.Load() != 1 {
		t.Errorf("an older app: %v, and heard %d requests", err, heard.Load())
	}
	if _, err := app.Look(t.Context(), strangerAt(t)); codeOf(err) != string(api.CodeUnreachable) {
		t.Errorf("another program's certificate: %v", err)
	}
}

// certificateNamed returns a certificate that nobody signed, as an app makes one.
func certificateNamed(t *testing.T, name string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	made := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Unix(0, 0), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, &made, &made, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// serveImpostor answers with a certificate of its own. It returns its address and fingerprint.
func serveImpostor(t *testing.T, answer http.HandlerFunc) (address, fingerprint string) {
	t.Helper()
	certificate := certificateNamed(t, instance.ProductName)
	return serveWith(t, certificate, answer), pairing.Fingerprint(certificate.Leaf.Raw)
}

func serveWith(t *testing.T, certificate tls.Certificate, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewUnstartedServer(answer)
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}} //nolint:gosec // a test's
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func strangerAt(t *testing.T) string {
	t.Helper()
	return serveWith(t, certificateNamed(t, "example.org"), func(http.ResponseWriter, *http.Request) {})
}

// Who takes the code without knowing it is found out, and what it sends is bounded.
func TestAnImpostorIsFoundOut(t *testing.T) {
	app := newApp(t, "test")
	for name, answer := range map[string]http.HandlerFunc{
		"any proof": func(w http.ResponseWriter, _ *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "__Host-npt_assistant_1", Value: "x"})
			_, _ = w.Write([]byte(`"AAAA"`))
		},
		"noise":  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"no end": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, mostAnswer+2)) },
		"to elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/api/Else", http.StatusTemporaryRedirect)
		},
	} {
		address, fingerprint := serveImpostor(t, answer)
		if err := app.Join(t.Context(), address, fingerprint, "ABCDEFGH", "Mia"); err == nil || app.Link().State != "" {
			t.Errorf("%s lets in: %v", name, err)
		}
	}
}

func TestWhatATypedAddressMeans(t *testing.T) {
	for typed, want := range map[string]string{
		"192.0.2.7": "192.0.2.7:6781", " https://192.0.2.7:6790/#/pair/ABCDEFGH ": "192.0.2.7:6790", "192.0.2.7:1": "192.0.2.7:1",
		"": "", ":6781": "", "192.0.2.7:0": "", "192.0.2.7:70000": "", "https://": "", strings.Repeat("a", 400): "",
	} {
		all, err := resolve(context.Background(), typed)
		got := ""
		if err == nil {
			got = all[0].String()
		}
		if got != want {
			t.Errorf("%q is %s, want %s", typed, got, want)
		}
	}
}
