package transfer_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"npt/app/transfer"
	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// rewritten returns the ZIP with something of it changed.
func rewritten(t *testing.T, path string, change func(name string, data []byte, h *zip.FileHeader) []byte, more ...*zip.FileHeader) string {
	t.Helper()
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate}
		if data = change(f.Name, data, h); data == nil {
			continue
		}
		write(t, w, h, data)
	}
	for _, h := range more {
		write(t, w, h, []byte("x"))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, out.Bytes())
}

func write(t *testing.T, w *zip.Writer, h *zip.FileHeader, data []byte) {
	t.Helper()
	f, err := w.CreateHeader(h)
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func file(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// edited changes session.json by its text.
func edited(t *testing.T, path, old, now string) string {
	t.Helper()
	return rewritten(t, path, func(name string, data []byte, _ *zip.FileHeader) []byte {
		if name != archive.FileName {
			return data
		}
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%s has no %s", name, old)
		}
		return bytes.Replace(data, []byte(old), []byte(now), 1)
	})
}

// What is not as we wrote it is refused with a reason, and changes nothing.
func TestHostileFilesChangeNothing(t *testing.T) {
	from := newComputer(t).class()
	path := from.zip(from.session, nil)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	same := func(_ string, data []byte, _ *zip.FileHeader) []byte { return data }
	link := &zip.FileHeader{Name: "link"}
	link.SetMode(os.ModeSymlink | 0o777)
	bomb := rewritten(t, path, func(name string, data []byte, _ *zip.FileHeader) []byte {
		if strings.Contains(name, " 05 Conrad") {
			return bytes.Repeat([]byte("1"), payload.MaxBytes+1)
		}
		return data
	})
	to := newComputer(t).open("lab-1")
	to.send("Alice", "1", "str", "x")
	before := to.whole(to.session)
	for name, tt := range map[string]struct{ path, reason string }{
		"empty":          {file(t, nil), "no export"},
		"no zip":         {file(t, []byte("hello, world")), "no export"},
		"a folder":       {t.TempDir(), "no export"},
		"not there":      {filepath.Join(t.TempDir(), "x"), "cannot be read"},
		"truncated":      {file(t, good[:len(good)/2]), "damaged"},
		"another zip":    {rewritten(t, path, func(n string, d []byte, _ *zip.FileHeader) []byte { return nil }), "no export"},
		"a byte changed": {file(t, changed(good)), "damaged"},
		"an answer gone": {rewritten(t, path, func(n string, d []byte, _ *zip.FileHeader) []byte {
			if strings.HasPrefix(n, "code/") {
				return nil
			}
			return d
		}), "damaged"},
		"bomb":             {bomb, "more in it"},
		"points":           {edited(t, path, `"points": "{`, `"points": "x{`), "damaged"},
		"points too many":  {edited(t, path, `\"right\":2`, `\"right\":2e9`), "damaged"},
		"nobody there":     {edited(t, path, `"person": 0`, `"person": 7`), "damaged"},
		"a file of none":   {edited(t, path, `"sha256": "abab`, `"sha256": "zz`), "damaged"},
		"traversal":        {rewritten(t, path, same, &zip.FileHeader{Name: "../../evil"}), "harm"},
		"absolute":         {rewritten(t, path, same, &zip.FileHeader{Name: "/etc/evil"}), "harm"},
		"of Windows":       {rewritten(t, path, same, &zip.FileHeader{Name: `a\..\evil`}), "harm"},
		"a drive":          {rewritten(t, path, same, &zip.FileHeader{Name: "C:evil"}), "harm"},
		"twice":            {rewritten(t, path, same, &zip.FileHeader{Name: archive.FileName}), "harm"},
		"a link":           {rewritten(t, path, same, link), "harm"},
		"the future":       {edited(t, path, `"version": 1`, `"version": 2`), "later version"},
		"another program":  {edited(t, path, `"npt-session"`, `"other"`), "damaged"},
		"a wrong type":     {edited(t, path, `"parts": [`, `"parts": [7, `), "damaged"},
		"a bad name":       {edited(t, path, `"name": "CON"`, `"name": "C\u202eON"`), "damaged"},
		"no student":       {edited(t, path, `"student":`, `"student":99,"x":`), "damaged"},
		"merged in circle": {edited(t, path, `"merged_into": -1`, `"merged_into": 0`), "damaged"},
		"attempts":         {edited(t, path, `"attempts":`, `"attempts":-3,"x":`), "damaged"},
		"another's answer": {edited(t, path, `"file":"data/`, `"file":"session.json","x":"data/`), "damaged"},
		"a bad rule":       {edited(t, path, `"equivalence": ""`, `"equivalence": "[]"`), "damaged"},
		"a time":           {edited(t, path, `"received_at":"2026`, `"received_at":"9026`), "damaged"},
		"no end":           {edited(t, path, "\n]\n}", "\n]\n"), "damaged"},
		"records twice":    {edited(t, path, "\n]\n}", "\n], \"records\": []\n}"), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, target := range []transfer.Target{{}, {Into: to.session}} {
				_, err := to.read(tt.path, target)
				var told *classroom.Error
				if !errors.As(err, &told) || !strings.Contains(err.Error(), tt.reason) {
					t.Errorf("it says %v, want %q", err, tt.reason)
				}
			}
			if after := to.whole(to.session); !reflect.DeepEqual(before, after) {
				t.Errorf("the session became one of %v", after.Counts)
			}
			if all, err := to.store.Sessions(t.Context(), "prof"); err != nil || len(all) != 1 {
				t.Errorf("there are %d sessions, %v", len(all), err)
			}
		})
	}
}

// changed flips a bit of an answer that is packed.
func changed(data []byte) []byte {
	data = slices.Clone(data)
	data[bytes.Index(data, []byte("code/"))+60] ^= 8
	return data
}
