package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"

	"npt/backend/classroom"
)

// Error is an error in the form that the page gets, through wails and the console alike. The page
// shows it in its own language: it looks up the words for Format, which is the message without its
// Values. If Format is empty, it shows Message.
type Error struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Format  string   `json:"format"`
	Values  []string `json:"values"`
}

// The codes of errors that come from a face itself.
const (
	CodeBadField = classroom.CodeBadField
	CodeNotFound = classroom.CodeNotFound
	CodeConflict = classroom.CodeConflict
	// CodeUnavailable is what the store says of a file that it cannot open, among others.
	CodeUnavailable = classroom.CodeUnavailable
	// CodeNotPaired is what a page is told by which nobody takes part, or not any more.
	CodeNotPaired classroom.Code = "not_paired"
	// CodeUnreachable is what a page in a colleague's class is told while that class does not answer.
	CodeUnreachable classroom.Code = "unreachable"
	// CodeCertificate is what is told of a computer that shows another certificate than before.
	CodeCertificate classroom.Code = "certificate"
)

// Errorf returns an error of a face in the same form as the errors of the calls.
func Errorf(code classroom.Code, format string, values ...any) error {
	return classroom.Errorf(code, format, values...)
}

// AsError returns err in the form that the page gets. An error that is no *classroom.Error is logged,
// and the page learns only that something went wrong.
func AsError(err error) Error {
	if errors.Is(err, context.Canceled) {
		err = classroom.Errorf(classroom.CodeUnavailable, "The app stopped reading, because nobody waited for it any more.")
	}
	e := classroom.AsError(err)
	if e.Code == classroom.CodeInternal {
		slog.Error("api: a call failed", "cause", err)
	}
	return Error{
		Code: string(e.Code), Message: e.Message, Format: cmp.Or(e.Format, e.Message),
		Values: mapped(e.Values, func(value any) string { return fmt.Sprint(value) }),
	}
}

// Refusal returns an error that the app means to be read, in the parts that a translation needs; false for any other.
func Refusal(err error) (Error, bool) {
	var said *classroom.Error
	if !errors.As(err, &said) || said.Format == "" {
		return Error{}, false
	}
	return AsError(said), true
}
