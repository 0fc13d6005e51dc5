package demo

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// Class is the invented class in one session.
type Class struct {
	Server  string // root URL of the server for notebooks
	Owner   string
	Session string // by which notebooks reach the session
	AtOnce  bool   // all that the class does in its time is sent now

	transport http.RoundTripper // for each student; nil for one of their own over the network
}

// pauses of a student whose request failed: as a client does, it tries again.
const (
	firstPause = 500 * time.Millisecond
	maxTries   = 8
)

// connectEvery is the time between two students who run their first cell.
const connectEvery = 400 * time.Millisecond

// Play lets the students send what they send, and calls done when all is sent. They stay connected and
// wait for messages until ctx ends or the server says that there is no such session; then Play returns.
// The error says what the server refused.
func (c Class) Play(ctx context.Context, done func()) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	begun := time.Now()
	var sending, listening sync.WaitGroup
	for i := range class.Students {
		s := newStudent(c, i, begun)
		listening.Go(func() { end(s.listen(ctx)) })
		sending.Go(func() {
			if err := s.work(ctx); err != nil {
				end(err)
			}
		})
	}
	sending.Wait()
	if ctx.Err() == nil {
		done()
	}
	listening.Wait()
	if err := context.Cause(ctx); !errors.Is(err, errGone) && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// student is one of the class at work.
type student struct {
	class  Class
	index  int
	begun  time.Time
	http   *http.Client
	clock  string            // the name of the clock of its computer
	fields map[string]string // of each request
}

func newStudent(c Class, index int, begun time.Time) *student {
	transport := c.transport
	if transport == nil {
		transport = &http.Transport{DialContext: from(index).dial, IdleConnTimeout: time.Minute}
	}
	return &student{
		class: c, index: index, begun: begun, http: &http.Client{Transport: transport}, clock: token(),
		fields: map[string]string{
			"session_owner": c.Owner, "session_name": c.Session,
			"sender_name": class.Students[index], "sender_uuid": fmt.Sprintf("demo-%02d", index+1),
		},
	}
}

// from dials from an address of its own for each student, as a class does, where the system gives a
// computer all of 127.0.0.0/8; else from the one that there is.
type from int

func (i from) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	own := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 77, 0, byte(i+1))}}
	if conn, err := own.DialContext(ctx, network, addr); err == nil {
		return conn, nil
	}
	return (&net.Dialer{}).DialContext(ctx, network, addr)
}

// work sends what the student sends, each at its time.
func (s *student) work(ctx context.Context) error {
	for _, sending := range class.Sends {
		if sending.Student != s.index {
			continue
		}
		at := time.Duration(sending.At) * time.Second
		if !s.class.AtOnce && !sleep(ctx, time.Until(s.begun.Add(at))) {
			return nil
		}
		if err := s.deliver(ctx, s.requestOf(sending)); err != nil {
			return err
		}
	}
	return nil
}

// age returns how long ago a sending of this moment was made.
func (s *student) age(at time.Duration) time.Duration {
	if s.class.AtOnce {
		return Length() - at
	}
	return max(0, time.Since(s.begun)-at)
}

// deliver sends a request until the server takes it. The error is errGone if there is no such session,
// or says what was refused; none if ctx ended.
func (s *student) deliver(ctx context.Context, r request) error {
	for try, pause := 0, firstPause; ; try, pause = try+1, 2*pause {
		err := s.send(ctx, r)
		refused := refusedError{}
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // who called it off wants no error
		case err == nil, errors.Is(err, errGone), errors.As(err, &refused), try == maxTries:
			return err
		}
		if !sleep(ctx, pause) {
			return nil
		}
	}
}

// listen waits for messages as a notebook does, until ctx ends or the session is gone.
func (s *student) listen(ctx context.Context) error {
	if !s.class.AtOnce && !sleep(ctx, time.Duration(s.index)*connectEvery) {
		return nil
	}
	at := cursor{}
	for pause := firstPause; ; {
		next, err := s.hear(ctx, at)
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // who called it off wants no error
		case errors.Is(err, errGone):
			return err
		case err != nil:
			pause = min(2*pause, time.Minute)
		default:
			pause, at = firstPause, next
		}
		if !sleep(ctx, pause) {
			return nil
		}
	}
}

// cursor says which messages a student has shown, and up to which it heard what was taken back.
type cursor struct{ last, heard string }

// hear waits for messages and returns the cursor after them.
func (s *student) hear(ctx context.Context, at cursor) (cursor, error) {
	query := url.Values{"after": {at.last}, "heard": {at.heard}}
	for name, value := range s.fields {
		query.Set(name, value)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.class.Server+"/messages?"+query.Encode(), nil)
	if err != nil {
		return at, err
	}
	var answer struct {
		Messages []struct {
			ID int64 `json:"id"`
		} `json:"messages"`
		UpTo string `json:"heard"`
	}
	err = s.ask(r, func(d *json.Decoder) error { return d.Decode(&answer) })
	if n := len(answer.Messages); n > 0 {
		at.last = strconv.FormatInt(answer.Messages[n-1].ID, 10)
	}
	at.heard = cmp.Or(answer.UpTo, at.heard)
	return at, err
}

// sleep waits and returns true, or returns false as soon as ctx ends.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
