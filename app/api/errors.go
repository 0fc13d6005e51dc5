package api

import (
	"cmp"
	"fmt"
	"log/slog"

	"npt/backend/classroom"
)

// Error is how an error reaches the page, through wails and the console alike. The page
// says it in its own language: the words for Format, which is Message before Values were
// written into it; Message where it has none.
type Error struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Format  string   `json:"format"`
	Values  []string `json:"values"`
}

// The codes of errors that a face of the app makes itself.
const (
	CodeBadField = classroom.CodeBadField
	CodeNotFound = classroom.CodeNotFound
	// CodeUnavailable is what the store says of a file that it cannot open, among others.
	CodeUnavailable = classroom.CodeUnavailable
)

// Errorf returns an error of a face itself, as the calls return theirs.
func Errorf(code classroom.Code, format string, values ...any) error {
	return classroom.Errorf(code, format, values...)
}

// AsError returns an error as the page gets it. What is no *classroom.Error is logged, and
// the page is told only that something went wrong.
func AsError(err error) Error {
	e := classroom.AsError(err)
	if e.Code == classroom.CodeInternal {
		slog.Error("api: a call failed", "cause", err)
	}
	return Error{
		Code: string(e.Code), Message: e.Message, Format: cmp.Or(e.Format, e.Message),
		Values: mapped(e.Values, func(value any) string { return fmt.Sprint(value) }),
	}
}
