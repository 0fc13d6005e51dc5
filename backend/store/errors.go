package store

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	driver "github.com/glebarez/go-sqlite"

	"npt/backend/classroom"
)

// SQLite's primary result codes: the low byte of the code that the driver reports.
const (
	sqliteBusy     = 5
	sqliteNoMem    = 7
	sqliteReadOnly = 8
	sqliteIOErr    = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// retryAfter is how long a notebook waits if the disk cannot take a record: long enough for a teacher
// to free space, short enough for the lab to go on.
const retryAfter = 10 * time.Second

var (
	errNotADatabase = errors.New("not a SQLite file")
	errNotOurs      = errors.New("a SQLite file of another program")
	errNewer        = errors.New("a data file of a newer version")
	errCutOff       = errors.New("a data file that had sessions and has lost them")
	errLogHeld      = errors.New("store: something reads what was there before")
	errClosed       = errors.New("store: closed")
)

// resultCode returns SQLite's primary result code in err, 0 if there is none.
func resultCode(err error) int {
	var e *driver.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// explain turns an error of the disk into the *Error that a person sees; it returns other errors
// unchanged.
func explain(err error) error {
	var known *classroom.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	switch FaultOf(err) {
	case DiskFull:
		return unavailable(err, "The disk is full: free some space, then send again.")
	case DiskFails:
		return unavailable(err, "The disk cannot be read or written: check it, then send again.")
	case FileUnwritable:
		return unavailable(err, "The data file cannot be written: check the permissions of its folder, then send again.")
	case FileHeld:
		return unavailable(err, "Another program holds the data file: close it, then send again.")
	case OutOfMemory:
		return unavailable(err, "The machine is out of memory: close something, then send again.")
	case FileDamaged:
		return unavailable(err, "The data file is damaged: close the app and put a backup in its place.")
	}
	return err
}

// Fault is what is wrong with the data file, its disk or the machine.
type Fault int

// The faults.
const (
	NoFault Fault = iota
	DiskFull
	DiskFails
	FileUnwritable
	FileHeld
	OutOfMemory
	FileDamaged
)

// FaultOf returns the fault that is behind an error of the store; NoFault if there is none.
func FaultOf(err error) Fault {
	switch resultCode(err) {
	case sqliteFull:
		return DiskFull
	case sqliteIOErr:
		return DiskFails
	case sqliteReadOnly, sqliteCantOpen:
		return FileUnwritable
	case sqliteBusy:
		return FileHeld
	case sqliteNoMem:
		return OutOfMemory
	case sqliteCorrupt, sqliteNotADB:
		return FileDamaged
	}
	return NoFault
}

// IsDamaged reports whether an error of Open says that the file is damaged or lost its sessions, so that a
// copy could take its place.
func IsDamaged(err error) bool {
	return errors.Is(err, errCutOff) || errors.Is(err, errBroken) || resultCode(err) == sqliteCorrupt
}

func unavailable(cause error, message string) *classroom.Error {
	return &classroom.Error{
		Code: classroom.CodeUnavailable, Message: message, RetryAfter: retryAfter, Cause: cause,
	}
}

// gaveUp returns the error for a caller whose context ended before its turn came.
func gaveUp(ctx context.Context) error {
	return unavailable(context.Cause(ctx), "The app was too busy to store it in time: send again.")
}

// openError returns an error that says in words why path cannot be opened; nil for nil.
func openError(path string, err error) error {
	if err == nil {
		return nil
	}
	format, at := openFormat(err), path
	if format == folderFull || format == folderUnwritable {
		at = filepath.Dir(path)
	}
	said := classroom.Errorf(classroom.CodeUnavailable, format, at)
	said.Cause = err
	return said
}

// Why a data file cannot be opened, and what to do; %s is the file or its folder.
const (
	fileCutOff       = "%s held sessions and is empty or damaged now: something other than this app changed it. It was left as it is, with the files beside it. Put a backup in its place; or move all of them away to start over, or choose another folder. What notebooks have not sent yet is safe with them."
	fileNotOurs      = "%s is not a data file of this app. It was left as it is: move it away, or choose another folder."
	fileOfAnother    = "%s belongs to another program. It was left as it is: move it away, or choose another folder."
	fileNewer        = "%s was written by a newer version of this app. It was left as it is: install that version, or choose another folder."
	fileDamaged      = "%s is damaged. It was left as it is: put a backup in its place, or choose another folder."
	fileHeld         = "Another program holds %s: close it and start again."
	fileUnknown      = "%s cannot be opened: check the disk, or choose another folder."
	folderFull       = "The disk that holds %s is full: free some space and start again."
	folderUnwritable = "The folder %s cannot be written: check its permissions, or choose another folder."
)

func openFormat(err error) string {
	switch code := resultCode(err); {
	case errors.Is(err, errCutOff):
		return fileCutOff
	case errors.Is(err, errNotADatabase), code == sqliteNotADB:
		return fileNotOurs
	case errors.Is(err, errNotOurs):
		return fileOfAnother
	case errors.Is(err, errNewer):
		return fileNewer
	case code == sqliteFull:
		return folderFull
	case code == sqliteCorrupt, errors.Is(err, errBroken):
		return fileDamaged
	case code == sqliteBusy:
		return fileHeld
	case code == sqliteReadOnly, code == sqliteCantOpen, isPathError(err):
		return folderUnwritable
	}
	return fileUnknown
}

func isPathError(err error) bool {
	var e *fs.PathError
	return errors.As(err, &e)
}

// notFound and conflict return the errors that classroom.SessionStore promises.
func notFound(what string) error {
	return classroom.Errorf(classroom.CodeNotFound, "This %s no longer exists: it was deleted.", what)
}

func conflict(format string, args ...any) error {
	return classroom.Errorf(classroom.CodeConflict, format, args...)
}
