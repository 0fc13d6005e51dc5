package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
	"npt/frontend/src/words"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

func TestServeMakesWhatIsMissingAndStopsCleanly(t *testing.T) {
	data := t.TempDir()
	args := []string{"--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1", "--session", "lab 2's"}
	for range 2 { // the second start finds that everything exists
		s := enginetest.Serve(t, args...)
		for _, session := range []string{"lab-1", "lab 2's"} {
			res, err := http.PostForm(s.Notebooks[0]+"/add-record", url.Values{
				"session_owner": {"prof"}, "session_name": {session}, "sender_name": {"Alice"}, "sender_uuid": {"a"},
				"question_nb": {"1"}, "type": {"str"}, "data": {"x"},
			})
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(res.Body); err != nil || res.StatusCode != 200 {
				t.Errorf("a record to %s is answered %s (%v)", session, text, err)
			}
			_ = res.Body.Close()
		}
		res, err := http.Get(s.Console)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		s.Stop(t)
	}
	// A clean stop leaves one file with its note, the key and the lock, nothing half-written.
	left, err := filepath.Glob(filepath.Join(data, "*"))
	if err != nil || len(left) != 4 {
		t.Errorf("the data folder holds %q (%v)", left, err)
	}
	out, err := enginetest.Command(t, "export", "--data", data, "--owner", "prof", "--session", "lab 2's", "--format", "csv", "--output", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if rows := enginetest.Rows(t, out); len(rows) != 1 || rows[0]["session"] != "lab 2's" || rows[0]["attempts"] != "2" {
		t.Errorf("the export is %q", rows)
	}
}

// Whoever asks for the version is told the same: in a terminal, and a notebook that asks whose computer this is, which
// is what the page About shows too.
func TestOneVersion(t *testing.T) {
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--owner", "prof")
	defer s.Stop(t)
	res, err := http.Get(s.Notebooks[0] + "/who")
	if err != nil {
		t.Fatal(err)
	}
	var who struct{ Version string }
	if err := errors.Join(json.NewDecoder(res.Body).Decode(&who), res.Body.Close()); err != nil {
		t.Fatal(err)
	}
	said, err := enginetest.Command(t, "version").Output()
	if err != nil {
		t.Fatal(err)
	}
	option, err := enginetest.Command(t, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	version := strings.TrimSpace(string(said))
	if version != Version || who.Version != Version || string(option) != "npt version "+Version+"\n" {
		t.Errorf("npt version says %q, --version %q, the app itself %q; it is %q", version, option, who.Version, Version)
	}
}

func TestExportWorksBesideTheRunningApp(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("type", "code", "data", "def f(): ...")
	target := filepath.Join(t.TempDir(), "lab.zip")
	if out, err := enginetest.Command(t, "export", "--data", l.DataFolder(), "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", target).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if info, err := os.Stat(target); err != nil || info.Size() == 0 {
		t.Errorf("the file is %v (%v)", info, err)
	}
	l.MustSend("data", "the app still takes records")
	anonymous := filepath.Join(t.TempDir(), "lab")
	if out, err := enginetest.Command(t, "export", "--data", l.DataFolder(), "--session", "lab-1", "--format", "csv", "--anonymous", "--output", anonymous).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if text, err := os.ReadFile(anonymous + ".csv"); err != nil || strings.Contains(string(text), "Alice") || !strings.Contains(string(text), "S-") {
		t.Errorf("without names it is %q (%v)", text, err)
	}
}

// A file is brought in with the same words whether the app runs or not: by the app that has the folder, which goes on
// taking answers, else by the command itself.
func TestImportBesideTheRunningApp(t *testing.T) {
	from := enginetest.Open(t)
	from.SendAs("Bea", "1", "str", "x")
	from.SendAs("Bea", "2", "str", "y")
	const handIn = "/hand-in?session_owner=prof&session_name=lab-1&sender_name=Bea&sender_uuid=u-Bea&name=lab.ipynb&record_id=h1"
	handed, err := http.Post(from.Address+handIn, "", strings.NewReader(`{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}`))
	if err != nil || handed.Body.Close() != nil || handed.StatusCode != http.StatusOK {
		t.Fatalf("handing in: %v, %v", handed, err)
	}
	dir := t.TempDir()
	zip, broken := filepath.Join(dir, "lab.zip"), filepath.Join(dir, "broken.zip")
	if out, err := enginetest.Command(t, "export", "--data", from.DataFolder(), "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", zip).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole, err := os.ReadFile(zip)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(broken, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	const found = "lab-1 of prof: 1 students, 2 questions, 2 records\n"
	cases := []struct{ args, want string }{
		{"--preview " + zip, found},
		{"--owner prof --into lab-1 " + zip, found + "2 records: 2 came in, 0 were added to, 0 were there already.\n"},
		{"--owner prof --into lab-1 " + zip, found + "2 records: 0 came in, 0 were added to, 2 were there already.\n"},
		{"--owner prof --session other " + zip, found + "2 records: 2 came in, 0 were added to, 0 were there already.\n"},
		{"--owner prof --into nowhere " + zip, found + "npt: \"prof\" has no session \"nowhere\"; there are \"other\", \"lab-1\"\n"},
		{"--owner prof " + broken, "npt: This file is damaged or not whole, so nothing of it was taken"},
	}
	try := func(data string) {
		t.Helper()
		for _, c := range cases {
			out, _ := enginetest.Command(t, append([]string{"import", "--data", data}, strings.Fields(c.args)...)...).CombinedOutput()
			if !strings.HasPrefix(string(out), c.want) {
				t.Errorf("npt import %s says %q, want %q", c.args, out, c.want)
			}
		}
		// Of both sessions: what was handed in came along.
		if kept, err := filepath.Glob(filepath.Join(instance.Files(data), "*", strings.Repeat("?", 64))); err != nil || len(kept) != 2 {
			t.Errorf("there are the notebooks %q, %v, want two", kept, err)
		}
	}
	to := enginetest.Open(t)
	rows := func() int {
		board, err := to.API.Dashboard(to.Session, 0, "")
		if err != nil {
			t.Fatal(err)
		}
		return len(board.Rows)
	}
	if n := rows(); n != 0 {
		t.Errorf("before there are %d students", n)
	}
	try(to.DataFolder())
	if n := rows(); n != 1 || len(to.Records()) != 2 {
		t.Errorf("the dashboard has %d students, the page %d records", n, len(to.Records()))
	}
	to.MustSend("data", "the app still takes records")
	closed := enginetest.Open(t)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	try(closed.DataFolder())
}

func TestWhatTheCommandLineRefuses(t *testing.T) {
	lab := enginetest.Open(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{}, "this build has no window"},
		{[]string{"serve", "--listen", "127.0.0.1:here"}, "write a number from 0 to 65535"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--console", "0.0.0.0:0"}, "on this computer only"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--session", "x"}, "add --owner NAME"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--owner", strings.Repeat("x", 101)}, "longer than 100 characters"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--data", lab.DataFolder()}, "running already"},
		{[]string{"export", "--owner", "prof", "--session", "x", "--output", "-"}, "there are no records in"},
		{[]string{"export", "--owner", "prof", "--session", "lab-1", "--output", "", "--data", lab.DataFolder()}, "name one with --output"},
		{[]string{"export", "--owner", "prof", "--session", "lab-1", "--output", filepath.Join(t.TempDir(), strings.Repeat("n", 300)), "--data", lab.DataFolder()}, "choose a shorter name"},
		{[]string{"export", "--owner", "prof", "--session", "x", "--output", "-", "--format", "exe"}, "is not a format: write --format csv, excel, "},
		{[]string{"export", "--owner", "prof", "--session", "nope", "--output", "-", "--data", lab.DataFolder()}, `there are "lab-1"`},
		{[]string{"export", "--owner", "nobody", "--session", "x", "--output", "-", "--data", lab.DataFolder()}, "has no sessions here"},
		{[]string{"export", "--owner", "prof"}, `required flag(s) "output", "session" not set`},
		{[]string{"nonsense"}, "unknown command"},
	} {
		args := c.args
		if len(args) > 0 && args[0] != "nonsense" && !strings.Contains(strings.Join(args, " "), "--data") {
			args = append(args, "--data", t.TempDir())
		}
		out, err := enginetest.Command(t, args...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), c.want) || !strings.HasPrefix(string(out), "npt: ") {
			t.Errorf("npt %q says %q (%v), want %q", c.args, out, err, c.want)
		}
	}
}

func TestATakenPortIsSaidAndTheNextOneUsed(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	taken := other.Addr().(*net.TCPAddr).Port
	s := enginetest.Serve(t, "--listen", other.Addr().String(), "--data", t.TempDir(), "--owner", "prof")
	address, err := url.Parse(s.Notebooks[0])
	if err != nil {
		t.Fatal(err)
	}
	if port, err := strconv.Atoi(address.Port()); err != nil || port <= taken || port > taken+20 {
		t.Errorf("with %d taken the app is at %s", taken, s.Notebooks[0])
	}
	s.Stop(t)
	if !strings.Contains(s.Stderr.String(), "port is taken") {
		t.Errorf("it said %s", s.Stderr)
	}
}

func TestQuitCommand(t *testing.T) {
	dir := t.TempDir()
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", dir)
	if out, err := enginetest.Command(t, "quit", "--data", dir).CombinedOutput(); err != nil {
		t.Fatalf("npt quit: %v %s", err, out)
	}
	if err := s.Cmd.Wait(); err != nil {
		t.Errorf("the app ended with %v %s", err, s.Stderr)
	}
	if out, err := enginetest.Command(t, "quit", "--data", filepath.Join(dir, "none")).CombinedOutput(); err == nil {
		t.Errorf("quitting nothing said %s", out)
	}
}

// On an empty folder the app starts with a demo, and an app that runs begins one.
func TestDemoCommand(t *testing.T) {
	dir := t.TempDir()
	s := enginetest.Started(t, enginetest.Command(t, "demo", "--at-once", "--json", "--listen", "127.0.0.1:0", "--data", dir))
	defer s.Stop(t)
	first := demoOf(t, s)
	enginetest.Eventually(t, "30 students", func() bool { return demoOf(t, s).Students == 30 })

	out, err := enginetest.Command(t, "demo", "--data", dir).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "The demo has begun.") || !strings.Contains(string(out), s.Console) {
		t.Errorf("beside the running app it said %s (%v)", out, err)
	}
	if again := demoOf(t, s); again.ID == first.ID {
		t.Error("the running app began no new demo")
	}
}

// demoOf returns the one session of an app, which is a demo.
func demoOf(t *testing.T, s *enginetest.Served) api.Session {
	t.Helper()
	var all []api.Session
	if err := json.Unmarshal(asked(t, s, "Sessions", "[]"), &all); err != nil || len(all) != 1 || !all[0].Demo {
		t.Fatalf("the sessions are %+v (%v)", all, err)
	}
	return all[0]
}

// asked returns what a call of the page is answered.
func asked(t *testing.T, s *enginetest.Served, call, arguments string) []byte {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := http.Client{Jar: jar}
	page, err := browser.Get(s.Console) // its token becomes a cookie
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	res, err := browser.Post(page.Request.URL.JoinPath("api/"+call).String(), "application/json", strings.NewReader(arguments))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s is answered %d %s (%v)", call, res.StatusCode, answer, err)
	}
	return answer
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDoctorPrints(t *testing.T) {
	var b bytes.Buffer
	d := api.Diagnosis{
		Interfaces: []api.NetworkInterface{{Name: "eth0", Kind: "lan", Addrs: []string{"192.168.1.20"}}},
		Findings: []api.Finding{{
			Code: "firewall_closed", Level: "wrong", Params: []api.Param{{Name: "firewall", Value: "firewall_ufw"}, {Name: "port", Value: "6780"}},
			Steps: []api.DoctorStep{{Code: "allow", Command: "sudo open"}, {Code: "later"}},
		}},
	}
	for _, tt := range []struct{ code, want string }{
		{"en", `eth0             lan        192.168.1.20

problem   The firewall ufw is on and does not let port 6780 in
          Notebooks on other computers wait, then say that the teacher was not found. They keep what was sent and deliver it later.
        - Let notebooks in.
          sudo open
        - Let students continue with the standalone first cell: their computers keep what they send and deliver it when the network works.
`},
		{"fr", `eth0             réseau     192.168.1.20

problème  Le pare-feu ufw est actif et ne laisse pas entrer le port 6780
          Les notebooks des autres ordinateurs attendent, puis disent que l’enseignant est introuvable. Ce qu’ils envoient est gardé et arrive plus tard.
        - Laissez entrer les notebooks.
          sudo open
        - Laissez les étudiants continuer, avec la première cellule autonome` + "\u00a0" + `: ce qu’ils envoient est gardé sur leur ordinateur et arrive dès que le réseau fonctionne.
`},
	} {
		b.Reset()
		if err := reportOf(d, words.Builtin().Language(tt.code)).print(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != tt.want {
			t.Errorf("%s: printed\n%s", tt.code, b.String())
		}
	}
}

func TestDoctorWithoutTheApp(t *testing.T) {
	var b bytes.Buffer
	c := command(&b, &b)
	c.SetArgs([]string{"doctor", "--json", "--port", "1", "--language", "fr"})
	if err := c.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	var d doctorReport
	if err := json.Unmarshal(b.Bytes(), &d); err != nil || strings.Count(b.String(), "\n") != 1 {
		t.Fatalf("%v in %s", err, b.String())
	}
	if i := slices.IndexFunc(d.Findings, func(f saidFinding) bool { return f.Code == "port_free" }); i < 0 || d.Findings[i].WhatToDo[0].Text != "Lancez l’application." {
		t.Errorf("%+v", d.Findings)
	}
}

// A notice says the same in every language, with its values.
func TestANoticeIsSaidWithItsValues(t *testing.T) {
	n := engine.Notice{Code: "port_taken", Params: []engine.Param{{Name: "address", Value: "10.0.0.1:6780"}}}
	for code, want := range map[string]string{"en": "must use 10.0.0.1:6780: copy", "fr": "doivent utiliser 10.0.0.1:6780. Copiez"} {
		if said := sayNotice(n, words.Builtin().Language(code)); !strings.Contains(said, want) {
			t.Errorf("%s: the notice says %s, want %s", code, said, want)
		}
	}
}
