package classroom

import (
	"errors"
	"fmt"
	"time"
)

// Code names a kind of failure; codes are stable, messages are not.
type Code string

// The codes. ingest maps each one to an HTTP status; the window shows the message.
const (
	CodeMissingKey       Code = "missing_key"        // a required field is missing
	CodeNoSuchOwner      Code = "no_such_owner"      // no owner of that name
	CodeNoSuchSession    Code = "no_such_session"    // the owner has no open session of that name
	CodeSessionClosed    Code = "session_closed"     // of Messages.Preflight only: the session is there and closed; a record is told CodeNoSuchSession
	CodeNoSuchPart       Code = "no_such_part"       // the session has no part of that name
	CodeBadField         Code = "bad_field"          // a value that no notebook should send and no teacher should type
	CodeTooLarge         Code = "too_large"          // over one of the limits
	CodeNotAnImage       Code = "not_an_image"       // neither PNG nor JPEG
	CodeRateLimited      Code = "rate_limited"       // too many at once; RetryAfter says when
	CodeTooManySenders   Code = "too_many_senders"   // the session is full
	CodeTooManyQuestions Code = "too_many_questions" // the session has no room for another label
	CodeTooManyAnswers   Code = "too_many_answers"   // this sender has answered as many questions as one may
	CodeUnavailable      Code = "unavailable"        // the store cannot take it now; nothing is lost if it is sent again
	CodeNotFound         Code = "not_found"          // what the window asked for no longer exists
	CodeConflict         Code = "conflict"           // it would break a rule, such as that two parts must not have one name
	CodeInternal         Code = "internal"           // a defect of the program
)

// Error is a failure that a person or a notebook is told about. Message says what happened and what to
// do next.
type Error struct {
	Code       Code
	Message    string
	Field      string        // the field concerned, for CodeMissingKey; else empty
	RetryAfter time.Duration // for CodeRateLimited and CodeUnavailable; else 0
	Cause      error         // for the log only; never shown

	// The message in two parts, so that the window can show it in another language: the format and the
	// values given to Errorf. Empty if Message was not made by Errorf.
	Format string
	Values []any
}

// Error returns the message, with the cause if there is one.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Errorf returns an Error with a formatted message.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Format: format, Values: args}
}

// AsError returns err as an *Error. Any other error becomes CodeInternal with a message that reveals
// nothing of the inside. It returns nil for nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: CodeInternal, Message: "Something went wrong inside the app; the log says more.", Cause: err}
}
