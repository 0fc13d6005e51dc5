package ingest

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// required lists the fields that POST /add-record must have. part_name has a default, so it is not
// among them.
var required = []string{"session_owner", "session_name", "sender_name", "sender_uuid", "question_nb", "type"}

// decode reads a capped request into a submission. Its errors are CodeMissingKey,
// CodeTooLarge and CodeBadField.
func decode(r *http.Request) (classroom.Submission, error) {
	form, file, err := readForm(r)
	if err != nil {
		return classroom.Submission{}, err
	}
	field := payload.KindOf(payload.Type(form.Get("type"))).Field()
	if field == "file" && file != nil {
		form.Set(field, string(file))
	}
	for _, key := range append(required[:len(required):len(required)], field) {
		if !form.Has(key) {
			return classroom.Submission{}, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key}
		}
	}
	return classroom.Submission{
		Owner:      form.Get("session_owner"),
		Session:    form.Get("session_name"),
		Part:       form.Get("part_name"),
		SenderName: form.Get("sender_name"),
		SenderUUID: form.Get("sender_uuid"),
		Question:   form.Get("question_nb"),
		Type:       form.Get("type"),
		Data:       []byte(form.Get(field)),
		Plotted:    []byte(form.Get("plotted")),
		Calls:      []byte(form.Get("calls")),
		Digest:     form.Get("digest"),
		Shortened:  form.Get("shortened"),
		RecordID:   form.Get("record_id"),
		SentAt:     form.Get("sent_at"),
		From:       originOf(r),
		Age:        form.Get("age"),
		Clock:      form.Get("clock"),
		Attempts:   form.Get("attempts"),
		Replaces:   form.Get("replaces"),
		Span:       form.Get("span"),
		Updates:    form.Get("updates"),
	}, nil
}

// readForm returns the fields of the body, and the first file named `file` if the body is multipart.
// It ignores the query of the URL.
func readForm(r *http.Request) (url.Values, []byte, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		media = ""
	}
	switch media {
	case "application/x-www-form-urlencoded":
		data, err := wholeBody(r)
		if err != nil {
			return nil, nil, bodyError(err)
		}
		form, err := url.ParseQuery(string(data))
		if err != nil {
			return nil, nil, bodyError(err)
		}
		return detached(form), nil, nil
	case "multipart/form-data":
		// The body is capped below this limit, so nothing is written to a temporary file.
		if err := r.ParseMultipartForm(2 * classroom.MaxBody); err != nil {
			return nil, nil, bodyError(err)
		}
		file, err := firstFile(r.MultipartForm.File["file"])
		return r.PostForm, file, err
	}
	return nil, nil, classroom.Errorf(classroom.CodeBadField,
		"Content-Type is not a form: send application/x-www-form-urlencoded or multipart/form-data")
}

// detached copies the short values of a form, which are pieces of its body: a name that is kept
// somewhere must not keep the whole body in memory.
func detached(form url.Values) url.Values {
	for _, values := range form {
		for i, v := range values {
			if len(v) <= budget.SmallBody {
				values[i] = strings.Clone(v)
			}
		}
	}
	return form
}

func firstFile(files []*multipart.FileHeader) ([]byte, error) {
	if len(files) == 0 {
		return nil, nil
	}
	f, err := files[0].Open()
	if err != nil {
		return nil, bodyError(err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, bodyError(err)
	}
	return data, nil
}

// bodyError says why a body could not be read.
func bodyError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, errNoRoom):
		return &classroom.Error{
			Code: classroom.CodeUnavailable, Message: "Too many large records at once: send again in a moment",
			RetryAfter: time.Second, Cause: err,
		}
	case errors.Is(err, errTooSlow):
		return &classroom.Error{
			Code: classroom.CodeUnavailable, Message: "The record came too slowly: send it again",
			RetryAfter: time.Second, Cause: err,
		}
	}
	if errors.As(err, &large) && large.Limit == helpBody {
		return classroom.Errorf(classroom.CodeTooLarge, "Request too large: at most %d kB are taken", helpBody>>10)
	}
	if large != nil || errors.Is(err, multipart.ErrMessageTooLarge) {
		return classroom.Errorf(classroom.CodeTooLarge, "Record too large: at most %d MB are taken", classroom.MaxBody>>20)
	}
	return &classroom.Error{Code: classroom.CodeBadField, Message: "The form could not be read: it is cut short or malformed", Cause: err}
}
