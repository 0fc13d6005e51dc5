package handout

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
)

// Names of the network become names of one file that every system accepts, and keep their ending.
func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"data.csv": "data.csv", "C:\\Users\\me\\data.csv": "data.csv", "/etc/passwd": "passwd", "../../x.tar.gz": "x.tar.gz",
		"..": "_", "": "_", ".bashrc": "bashrc", "nul": "_nul", "Aux.csv": "_Aux.csv", "com1.tar.gz": "_com1.tar.gz", "a:b*c?.txt": "a_b_c_.txt",
		"end. ": "end", " a .csv": "a.csv", "a\x00b.csv": "a_b.csv", "e\u0301.csv": "é.csv", "\u200bzero\u200b.csv": "zero.csv",
		strings.Repeat("x", 300) + ".csv": strings.Repeat("x", 115) + ".csv",
	} {
		if got := FileName(norm.NFC.String, name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
		if again := FileName(norm.NFC.String, FileName(norm.NFC.String, name)); again != FileName(norm.NFC.String, name) {
			t.Errorf("%q changes again, to %q", name, again)
		}
	}
	taken := map[string]bool{}
	for i, want := range []string{"Ann.ipynb", "ANN (2).ipynb", "ann (3).ipynb", "Ann (2) (2).ipynb"} {
		if got := distinct([]string{"Ann.ipynb", "ANN.ipynb", "ann.ipynb", "Ann (2).ipynb"}[i], taken); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// An archive is one that others read, and can be read from any byte on.
func TestArchive(t *testing.T) {
	var a archive
	contents := map[string]string{"lab/é.csv": "1,2\n", "lab/empty": "", "lab/b.bin": strings.Repeat("\x00\xff", 5000)}
	for name, content := range contents {
		a.add(name, time.Date(2026, 11, 30, 14, 5, 6, 0, time.UTC), part{strings.NewReader(content), int64(len(content)), "", crc32.ChecksumIEEE([]byte(content)), nil})
	}
	a.finish()
	whole := make([]byte, a.size)
	if n, err := a.ReadAt(whole, 0); err != nil || int64(n) != a.size {
		t.Fatal(n, err)
	}
	if err := iotest.TestReader(io.NewSectionReader(&a, 0, a.size), whole); err != nil {
		t.Error(err)
	}
	read, err := zip.NewReader(bytes.NewReader(whole), a.size)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range read.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || string(content) != contents[f.Name] || f.Modified.Year() != 2026 {
			t.Errorf("%s: %v, %d bytes, %v", f.Name, err, len(content), f.Modified)
		}
	}
	if len(read.File) != len(contents) {
		t.Errorf("%d files", len(read.File))
	}
	// A file that became shorter is an error, and no archive with a hole.
	var short archive
	short.add("x", time.Time{}, part{strings.NewReader("ab"), 5, "", 0, nil})
	short.finish()
	if _, err := io.Copy(io.Discard, io.NewSectionReader(&short, 0, short.size)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

// full is a disk with room for so many bytes.
type full struct {
	*os.File
	room int
}

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, syscall.ENOSPC
	}
	return f.File.Write(p)
}

// rows is a store with one open session and what was handed in.
type rows struct {
	Store
	handed []HandIn
}

func (r *rows) OpenNamed(context.Context, string, string) (classroom.Session, error) {
	return classroom.Session{ID: 7, Owner: "prof", Name: "lab", Open: true}, nil
}

func (r *rows) AddHandIn(_ context.Context, _ classroom.Listening, h HandIn) (HandIn, error) {
	r.handed = append(r.handed, h)
	return h, nil
}

func (r *rows) Contents(context.Context, int64) (keep map[string]bool, handedIn int64, err error) {
	keep = map[string]bool{}
	for _, h := range r.handed {
		keep[h.SHA256] = true
	}
	return keep, 0, nil
}

type silent struct{}

func (silent) Publish(classroom.Event) {}

// A disk that is full in the middle is said, and leaves nothing but what was there before.
func TestADiskThatIsFull(t *testing.T) {
	kept := &rows{}
	f := New(kept, t.TempDir(), silent{}, time.Now, norm.NFC.String, func(err error) bool { return errors.Is(err, syscall.ENOSPC) })
	in := Incoming{Owner: "prof", Session: "lab", SenderName: "Alice", SenderUUID: "a", Name: "lab.ipynb", RequestID: "1"}
	first := `{"cells": [], "metadata": {"n": NaN}, "nbformat": 4, "nbformat_minor": 5}`
	if _, err := f.HandIn(t.Context(), in, strings.NewReader(first)); err != nil {
		t.Fatal(err)
	}
	f.folder.create = func(dir string) (partFile, error) {
		file, err := os.CreateTemp(dir, partPrefix+"*")
		return &full{file, 100_000}, err
	}
	large := strings.Replace(first, "NaN", `"`+strings.Repeat("x", 1_000_000)+`"`, 1)
	_, err := f.HandIn(t.Context(), in, strings.NewReader(large))
	if e := classroom.AsError(err); e.Code != classroom.CodeUnavailable || e.RetryAfter == 0 || !strings.Contains(e.Message, "disk is full") {
		t.Errorf("%+v", e)
	}
	entries, err := os.ReadDir(f.folder.of(7))
	if err != nil || len(entries) != 1 || entries[0].Name() != kept.handed[0].SHA256 || len(kept.handed) != 1 {
		t.Errorf("left are %v, %v; handed in %v", entries, err, kept.handed)
	}
}
