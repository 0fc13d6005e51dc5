package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
	"npt/backend/store"
)

// The formats of an export.
const (
	formatCSV = "csv"
	formatZIP = "zip"
)

// wholeSession is the selection of all records of a session.
func wholeSession(s classroom.SessionSummary) classroom.RecordSelection {
	return classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: s.ID}}
}

// exportRecords writes the chosen records of a session to w.
func exportRecords(ctx context.Context, st *store.Store, s classroom.SessionSummary, chosen classroom.RecordSelection, format string, w io.Writer) error {
	records := func(yield func(classroom.Record, payload.Payload) error) error {
		return st.WalkRecords(ctx, chosen, yield)
	}
	switch format {
	case formatCSV:
		return export.CSV(w, s.Name, records)
	case formatZIP:
		return export.ZIP(w, s.Name, time.Now(), records)
	}
	return classroom.Errorf(classroom.CodeBadField, "%q is no format: write csv or zip.", format)
}

// exportFile writes the chosen records to a new file beside path and then puts it
// in path's place: a full disk never costs the file that was there.
func exportFile(ctx context.Context, st *store.Store, s classroom.SessionSummary, chosen classroom.RecordSelection, format, path string) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), ".npt-export-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w; choose another folder", path, err)
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if err := exportRecords(ctx, st, s, chosen, format, temp); err != nil {
		return err
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// exportName returns a file name to offer for a session's export.
func exportName(s classroom.SessionSummary, format string) string {
	return fileName(s.Name) + "." + format
}

// fileName returns a name as every system takes it for a file.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
}

// exportNamed is `npt export`: it reads the data folder beside an app that may be
// running, and makes nothing there.
func exportNamed(ctx context.Context, dir, owner, session, format, output string, stdout io.Writer) (err error) {
	if format != formatCSV && format != formatZIP {
		return fmt.Errorf("%q is no format: write --format csv or --format zip", format)
	}
	path := databaseIn(dir)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	st, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	s, err := findSession(ctx, st, owner, session)
	if err != nil {
		return err
	}
	if output == "-" {
		return exportRecords(ctx, st, s, wholeSession(s), format, stdout)
	}
	return exportFile(ctx, st, s, wholeSession(s), format, output)
}

// findSession returns the owner's open session of that name, or else the newest.
func findSession(ctx context.Context, st *store.Store, owner, name string) (found classroom.SessionSummary, err error) {
	owner, name = classroom.CleanName(norm.NFC.String, owner), classroom.CleanName(norm.NFC.String, name)
	all, err := st.Sessions(ctx, owner)
	if err != nil {
		return found, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name && (found.ID == 0 || s.Open && !found.Open) {
			found = s
		}
		names = append(names, fmt.Sprintf("%q", s.Name))
	}
	switch {
	case found.ID != 0:
		return found, nil
	case len(all) == 0:
		return found, fmt.Errorf("%q has no sessions here", owner)
	}
	return found, fmt.Errorf("%q has no session %q; there are %s", owner, name, strings.Join(names, ", "))
}
