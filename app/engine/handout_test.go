package engine_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
)

const labNotebook = `{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Lab"]},
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["import requests\n", "exec(requests.get('http://10.0.0.1/get-send-code').content)\n", "npt_config = {'session_name': 'old', 'session_owner': 'other'}\n", "npt_config['sender_name'] = input(\"Name:\")"]},
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["x = 1\n", "send(x, 1)"]}
 ],
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
 "nbformat": 4, "nbformat_minor": 4
}
`

// handing is a lab that hands out and takes back.
type handing struct{ *enginetest.Lab }

func (l handing) attach(name, content string) {
	l.T.Helper()
	if _, err := l.Files.Attach(l.T.Context(), l.Session, name, strings.NewReader(content)); err != nil {
		l.T.Fatal(err)
	}
}

// get asks as a browser on the students' page does; pairs are headers.
func (l handing) get(path string, pairs ...string) (*http.Response, []byte) {
	l.T.Helper()
	req, err := http.NewRequestWithContext(l.T.Context(), http.MethodGet, l.Address+path, nil)
	must(l.T, err)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "Host" {
			req.Host = pairs[i+1]
		}
		req.Header.Set(pairs[i], pairs[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	must(l.T, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(l.T, err)
	return res, body
}

// handIn hands in as a student; pairs change the request's parameters, else they are headers.
func (l handing) handIn(student, name, content string, pairs ...string) (status int, answer map[string]any) {
	l.T.Helper()
	query := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"u-" + student},
		"record_id": {fmt.Sprintf("%x", sha256.Sum256([]byte(student+name+content)))[:20]}, "name": {name},
	}
	req, err := http.NewRequestWithContext(l.T.Context(), http.MethodPost, "", strings.NewReader(content))
	must(l.T, err)
	for i := 0; i < len(pairs); i += 2 {
		if query.Has(pairs[i]) || pairs[i] == "sha256" {
			query.Set(pairs[i], pairs[i+1])
		} else {
			req.Header.Set(pairs[i], pairs[i+1])
		}
	}
	req.URL, err = url.Parse(l.Address + "/hand-in?" + query.Encode())
	must(l.T, err)
	req.Header.Set("Accept", "application/json")
	res, err := http.DefaultClient.Do(req)
	must(l.T, err)
	defer res.Body.Close()
	must(l.T, json.NewDecoder(res.Body).Decode(&answer))
	return res.StatusCode, answer
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// What a session hands out comes as one archive or file by file, with the first cell of the address by which
// it was asked for, from any byte on; a closed session hands out nothing.
func TestWhatASessionHandsOut(t *testing.T) {
	l := handing{enginetest.Open(t)}
	data := strings.Repeat("a,b\n1,2\n", 50_000)
	l.attach("C:\\temp\\lab.ipynb", labNotebook)
	l.attach("../données 1.csv", data)
	page := fmt.Sprintf("/handout?session=%d", l.Session)
	res, body := l.get(page)
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	must(t, err)
	got := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r) // which compares the CRC, too
		must(t, err)
		got[f.Name] = string(content)
	}
	lab := got["lab-1/lab.ipynb"]
	if got["lab-1/données 1.csv"] != data || !strings.Contains(lab, l.Address+"/get-send-code") || strings.Contains(lab, "10.0.0.1") || !strings.Contains(lab, "'session_name': 'lab-1'") {
		t.Fatalf("the archive has %d files, and %q", len(got), lab)
	}
	if res.Header.Get("Content-Disposition") != `attachment; filename=lab-1.zip` {
		t.Error(res.Header)
	}
	if _, other := l.get(page, "Host", "npt-prof.local:6780"); !bytes.Contains(other, []byte("http://npt-prof.local:6780/get-send-code")) {
		t.Error("the first cell is not that of the address by which the browser came")
	}

	// From any byte on, as long as it is the same file.
	for _, path := range []string{page, fmt.Sprintf("/handout/file?session=%d&name=%s", l.Session, url.QueryEscape("données 1.csv"))} {
		res, whole := l.get(path)
		tag := res.Header.Get("ETag")
		rest, part := l.get(path, "Range", "bytes=1000-", "If-Range", tag)
		if rest.StatusCode != http.StatusPartialContent || !bytes.Equal(part, whole[1000:]) || tag == "" {
			t.Errorf("%s: the rest is answered %d with %d bytes", path, rest.StatusCode, len(part))
		}
		if again, all := l.get(path, "Range", "bytes=1000-", "If-Range", `"other"`); again.StatusCode != http.StatusOK || !bytes.Equal(all, whole) {
			t.Errorf("%s: another file is answered %d", path, again.StatusCode)
		}
		if same, _ := l.get(path, "If-None-Match", tag); same.StatusCode != http.StatusNotModified {
			t.Errorf("%s: the same file is answered %d", path, same.StatusCode)
		}
	}
	file, whole := l.get(fmt.Sprintf("/handout/file?session=%d&name=%s", l.Session, url.QueryEscape("données 1.csv")))
	if !strings.HasPrefix(file.Header.Get("Repr-Digest"), "sha-256=:") || file.Header.Get("ETag") != `"`+sumOf(whole)+`"` {
		t.Error(file.Header)
	}

	// A notebook's list has the sums of what it would get.
	_, text := l.get("/handout/list?session_owner=prof&session_name=lab-1&sender_name=Alice&sender_uuid=a41f")
	_, first := l.get(fmt.Sprintf("/handout/file?session=%d&name=lab.ipynb", l.Session))
	if !bytes.Contains(text, []byte(sumOf(whole))) || !bytes.Contains(text, []byte(sumOf(first))) {
		t.Errorf("the list is %s", text)
	}

	must(t, l.API.CloseSession(l.Session))
	for _, path := range []string{page, fmt.Sprintf("/handout/file?session=%d&name=lab.ipynb", l.Session), "/handout/list?session_owner=prof&session_name=lab-1&sender_name=A&sender_uuid=a"} {
		if res, _ := l.get(path); res.StatusCode != http.StatusNotFound {
			t.Errorf("a closed session answers %s with %d", path, res.StatusCode)
		}
	}
}

// The teacher sees who has the files: by student where a notebook fetched them or where the student sends from
// the computer whose browser did, else by computer.
func TestWhoHasWhatIsHandedOut(t *testing.T) {
	l := handing{enginetest.Open(t)}
	l.attach("a.csv", "1")
	l.attach("b.csv", "2")
	l.MustSend("sender_name", "Bob", "sender_uuid", "u-Bob")
	for _, name := range []string{"a.csv", "b.csv"} {
		l.get("/handout/file?session_owner=prof&session_name=lab-1&sender_name=Alice&sender_uuid=u-Alice&name=" + name)
	}
	l.get(fmt.Sprintf("/handout/file?session=%d&name=a.csv", l.Session), "Range", "bytes=0-0")
	l.get(fmt.Sprintf("/handout?session=%d", l.Session))
	files, err := l.API.Files(l.Session)
	must(t, err)
	if files.Have != 1 || len(files.Students) != 2 || files.Students[0].Fetched != 2 || files.Students[0].ByBrowser || files.Students[1].Fetched != 0 || files.Students[0].FetchedAt == "" {
		t.Errorf("%+v", files.Students)
	}
	if len(files.Devices) != 1 || files.Devices[0].Address != "127.0.0.1" || files.Devices[0].Fetched != 2 {
		t.Errorf("%+v", files.Devices)
	}
	// The same name again is another version, which nobody has yet.
	l.attach("A.CSV", "3")
	if files, err = l.API.Files(l.Session); err != nil || len(files.Files) != 2 || files.Have != 0 || files.Size != 2 {
		t.Errorf("%+v, %v", files.Files, err)
	}
	must(t, l.API.DetachFile(files.Files[0].ID))
	if files, err = l.API.Files(l.Session); err != nil || len(files.Files) != 1 || files.Have != 1 {
		t.Errorf("without the new one: %+v, %v", files, err)
	}
}

// The last notebook of a student counts, three before it are kept, and each has its receipt.
func TestHandingIn(t *testing.T) {
	l := handing{enginetest.Open(t)}
	version := func(n int) string { return strings.Replace(labNotebook, "x = 1", fmt.Sprintf("x = %d", n), 1) }
	receipts := map[string]bool{}
	for n := range 6 {
		status, answer := l.handIn("Alice", "lab.ipynb", version(n), "sha256", sumOf([]byte(version(n))))
		if status != http.StatusOK || answer["code"] != "handed_in" || len(answer["receipt"].(string)) != 9 {
			t.Fatalf("%d %v", status, answer)
		}
		receipts[answer["receipt"].(string)] = true
	}
	_, again := l.handIn("Alice", "lab.ipynb", version(5), "sha256", sumOf([]byte(version(5))))
	if !receipts[again["receipt"].(string)] || len(receipts) != 6 {
		t.Errorf("a repeat has the receipt %v", again)
	}
	l.MustSend("sender_name", "Bob", "sender_uuid", "u-Bob")
	files, err := l.API.Files(l.Session)
	must(t, err)
	kept := 0
	for _, h := range files.Students[0].HandIns {
		if h.Kept {
			kept++
		}
	}
	if files.HandedIn != 1 || len(files.Students) != 2 || len(files.Students[0].HandIns) != 6 || kept != 4 || len(files.Students[1].HandIns) != 0 {
		t.Errorf("%d of %+v", kept, files)
	}
	if n := len(l.contents()); n != 4 {
		t.Errorf("%d files are kept, want 4", n)
	}
	dir, err := l.API.OpenHandIns(l.Session)
	must(t, err)
	last, err := os.ReadFile(filepath.Join(dir, "Alice.ipynb"))
	if err != nil || string(last) != version(5) {
		t.Errorf("the folder has %q, %v", last, err)
	}
	var told bytes.Buffer
	must(t, engineVerify(t, l, files.Students[0].HandIns[5].Receipt, &told))
	if text := told.String(); !strings.Contains(text, "Alice handed in lab.ipynb") || !strings.Contains(text, "later") {
		t.Errorf("npt verify says %q", text)
	}

	// Students who sent nothing but handed in stay.
	if undo, err := l.API.RemoveSilentStudents(l.Session); err != nil || undo.Count != 0 {
		t.Errorf("%+v, %v", undo, err)
	}
}

// contents returns the names of the files that are kept of the session.
func (l handing) contents() (names []string) {
	entries, err := os.ReadDir(filepath.Join(instance.Files(l.DataFolder()), fmt.Sprint(l.Session)))
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			names = append(names, entry.Name())
		}
	}
	return names
}

// What is no notebook, comes from a foreign page, or is too large is refused in words, and leaves nothing.
func TestWhatIsNotTakenBack(t *testing.T) {
	l := handing{enginetest.Open(t)}
	large := strings.Replace(labNotebook, "# Lab", strings.Repeat("x", 21<<20), 1)
	for name, c := range map[string]struct {
		file, content string
		status        int
		pairs         []string
	}{
		"no JSON":            {"lab.ipynb", "hello", 400, nil},
		"half a notebook":    {"lab.ipynb", labNotebook[:300], 400, nil},
		"JSON of others":     {"lab.ipynb", `{"cells": 1}`, 400, nil},
		"nothing":            {"lab.ipynb", "", 400, nil},
		"two documents":      {"lab.ipynb", labNotebook + labNotebook, 400, nil},
		"another ending":     {"lab.ipynb.exe", labNotebook, 400, nil},
		"no name":            {"", labNotebook, 400, nil},
		"a page":             {"lab.html", "<script>alert(1)</script>", 400, nil},
		"too large":          {"lab.ipynb", large, 413, nil},
		"damaged on its way": {"lab.ipynb", labNotebook, 400, []string{"sha256", sumOf([]byte("other"))}},
		"a foreign page":     {"lab.ipynb", labNotebook, 400, []string{"Origin", "http://evil.example"}},
		"no student":         {"lab.ipynb", labNotebook, 400, []string{"sender_name", "\u202e"}},
		"another session":    {"lab.ipynb", labNotebook, 404, []string{"session_name", "lab-2"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := l.handIn("Eve", c.file, c.content, c.pairs...)
			if status != c.status || answer["status"] != "error" || answer["message"] == "" {
				t.Errorf("%d %v", status, answer)
			}
		})
	}
	if left := l.contents(); len(left) != 0 {
		t.Errorf("%q are left", left)
	}
	// Hostile names stay names of one file in the folder.
	for name, want := range map[string]string{
		`..\..\..\evil.ipynb`: "evil.ipynb", "../../etc/passwd.ipynb": "passwd.ipynb", "CON.ipynb": "_CON.ipynb", ".ipynb": "",
		"a\u202eb\n.ipynb": "a_b_.ipynb", "x<>:\"|?*.IPYNB": "x_______.IPYNB", strings.Repeat("é", 300) + ".ipynb": strings.Repeat("é", 56) + ".ipynb",
	} {
		status, answer := l.handIn("Eve", name, labNotebook, "sender_uuid", sumOf([]byte(name)))
		if got, _ := answer["name"].(string); want != "" && got != want || want == "" && status == http.StatusOK {
			t.Errorf("%q is kept as %q (%d %v), want %q", name, got, status, answer, want)
		}
	}
}

// A notebook that is cut off leaves nothing and takes nothing away.
func TestAHandInThatIsCutOff(t *testing.T) {
	l := handing{enginetest.Open(t)}
	if status, answer := l.handIn("Alice", "lab.ipynb", labNotebook); status != http.StatusOK {
		t.Fatal(answer)
	}
	before := l.contents()
	in, out := io.Pipe()
	done := make(chan error)
	go func() {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, l.Address+"/hand-in?session_owner=prof&session_name=lab-1&sender_name=Alice&sender_uuid=u-Alice&record_id=cut&name=lab.ipynb", in)
		if err == nil {
			req.ContentLength = 1 << 20
			_, err = http.DefaultClient.Do(req) //nolint:bodyclose // there is none
		}
		done <- err
	}()
	_, err := out.Write([]byte(labNotebook))
	must(t, err)
	out.CloseWithError(io.ErrUnexpectedEOF)
	if err := <-done; err == nil {
		t.Fatal("it was answered")
	}
	// The server has noticed once the next one is through, or soon after.
	for tries := 0; ; tries++ {
		if now := l.contents(); fmt.Sprint(now) == fmt.Sprint(before) {
			break
		} else if tries > 2000 {
			t.Fatalf("%q are left, want %q", now, before)
		}
		l.get("/who")
	}
}

// A deleted session hands out nothing and comes back whole; for good, its files go.
func TestADeletedSessionTakesItsFiles(t *testing.T) {
	l := handing{enginetest.Open(t)}
	l.attach("a.csv", "1")
	if status, answer := l.handIn("Alice", "lab.ipynb", labNotebook); status != http.StatusOK {
		t.Fatal(answer)
	}
	undo, err := l.API.DeleteSession(l.Session)
	must(t, err)
	if res, _ := l.get(fmt.Sprintf("/handout?session=%d", l.Session)); res.StatusCode != http.StatusNotFound {
		t.Errorf("a deleted session is answered %d", res.StatusCode)
	}
	must(t, l.API.UndoDelete(undo.ID))
	if _, body := l.get(fmt.Sprintf("/handout/file?session=%d&name=a.csv", l.Session)); string(body) != "1" {
		t.Errorf("after the undo it hands out %q", body)
	}
	must(t, l.Trash.RemoveSession(t.Context(), l.Session))
	if _, err := os.Stat(filepath.Join(instance.Files(l.DataFolder()), fmt.Sprint(l.Session))); !os.IsNotExist(err) {
		t.Errorf("its folder is left: %v", err)
	}
}

func engineVerify(t *testing.T, l handing, receipt string, out io.Writer) error {
	t.Helper()
	return engine.VerifyNamed(t.Context(), l.DataFolder(), receipt, out)
}
