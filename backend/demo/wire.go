package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// errGone says that the session takes no records any more.
var errGone = errors.New("the demo's session is closed")

// refusedError says that the server will not take this request, however often it comes.
type refusedError struct{ error }

// maxAnswer is how much of an answer is read.
const maxAnswer = 256 << 10

// request is what a client sends to a path, without its age.
type request struct {
	path   string
	fields map[string]string
	file   []byte
	at     time.Duration // when it was sent, since the lab began
}

// requestOf returns the request of a sending, with the fields that a client makes for each one.
func (s *student) requestOf(sending sending) request {
	at := time.Duration(sending.At) * time.Second
	r := request{path: "/add-record", at: at, fields: map[string]string{
		"part_name": "default", "record_id": token(),
		"sent_at": time.Now().Add(-s.age(at)).UTC().Format("2006-01-02T15:04:05.000000+00:00"),
		"clock":   fmt.Sprintf("%s:%d.000000", s.clock, sending.At),
	}}
	maps.Copy(r.fields, s.fields)
	if sending.Help != "" {
		r.path = "/help"
		maps.Copy(r.fields, class.Help)
		r.fields["data"] = sending.Help
		return r
	}
	for _, a := range class.Answers {
		if a.Key != sending.Answer {
			continue
		}
		maps.Copy(r.fields, a.Form)
		if a.File != "" {
			r.file = a.file()
		}
	}
	return r
}

// token returns a name for a sending.
func token() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// body returns the body of a request and its Content-Type.
func (r request) body() (io.Reader, string, error) {
	if r.file == nil {
		form := url.Values{}
		for name, value := range r.fields {
			form.Set(name, value)
		}
		return strings.NewReader(form.Encode()), "application/x-www-form-urlencoded", nil
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	var errs []error
	for name, value := range r.fields {
		errs = append(errs, form.WriteField(name, value))
	}
	part, err := form.CreateFormFile("file", "picture")
	if err == nil {
		_, err = part.Write(r.file)
	}
	return &b, form.FormDataContentType(), errors.Join(append(errs, err, form.Close())...)
}

// send makes one try to send a request.
func (s *student) send(ctx context.Context, r request) error {
	r.fields["age"] = strconv.FormatFloat(s.age(r.at).Seconds(), 'f', 6, 64)
	body, kind, err := r.body()
	if err != nil {
		return err
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, s.class.Server+r.path, body)
	if err != nil {
		return err
	}
	post.Header.Set("Content-Type", kind)
	return s.ask(post, func(*json.Decoder) error { return nil })
}

// ask sends a request and hands the answer of a success to read. The error is errGone if there is no
// such session.
func (s *student) ask(r *http.Request, read func(*json.Decoder) error) error {
	r.Header.Set("Accept", "application/json")
	answer, err := s.http.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	body := json.NewDecoder(io.LimitReader(answer.Body, maxAnswer))
	switch answer.StatusCode {
	case http.StatusOK:
		return read(body)
	case http.StatusNotFound:
		return errGone
	}
	var refused struct {
		Message string `json:"message"`
	}
	_ = body.Decode(&refused)
	err = fmt.Errorf("%s: %d %s", r.URL.Path, answer.StatusCode, refused.Message)
	if answer.StatusCode < 500 && answer.StatusCode != http.StatusTooManyRequests {
		return refusedError{err}
	}
	return err
}
