package colleague

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"npt/app/api"
	"npt/backend/classroom"
)

const (
	mostArguments = 1 << 20  // bytes, as the door takes them
	mostAnswer    = 32 << 20 // bytes; the largest that a class of a thousand makes is far below
	mostLine      = 64 << 10 // bytes of one event
	listenAgain   = 2 * time.Second
	leaveFor      = 3 * time.Second
)

// link is this app's part in a colleague's class.
type link struct {
	at          netip.AddrPort
	key         keyHash
	fingerprint string
	name        string
	client      *http.Client
	cookie      *http.Cookie // kept nowhere else
	stop        context.CancelFunc
	news        *news
}

func (l *link) close() {
	l.stop()
	l.client.CloseIdleConnections()
}

var (
	methodName = regexp.MustCompile(`^[A-Za-z]{1,40}$`)
	actName    = regexp.MustCompile(`^[A-Za-z0-9]{0,64}$`)
	errEnded   = api.Errorf(api.CodeNotPaired, "You do not take part in the colleague's class any more.")
)

// current returns the link; nil if there is none, or it has ended.
func (c *Colleagues) current() *link {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.link
}

// Link returns in whose class this app takes part.
func (c *Colleagues) Link() api.ColleagueLink {
	l := c.current()
	if l == nil {
		return api.ColleagueLink{}
	}
	return api.ColleagueLink{State: l.news.stateNow(), Address: "https://" + l.at.String(), Fingerprint: l.fingerprint, Name: l.name}
}

// Ask makes a call in the colleague's class.
func (c *Colleagues) Ask(ctx context.Context, method, args, act string) (string, error) {
	l := c.current()
	if l == nil || l.news.stateNow() == stateEnded {
		return "", errEnded
	}
	if !methodName.MatchString(method) || !actName.MatchString(act) || len(args) > mostArguments || !json.Valid([]byte(args)) {
		return "", api.Errorf(api.CodeBadField, "The arguments are no JSON array: %v", method)
	}
	got, err := l.post(ctx, method, args, act)
	switch {
	case err != nil:
		return "", err
	case got.status == http.StatusUnauthorized:
		l.news.note(stateEnded)
		return "", errEnded
	case got.status == http.StatusOK && json.Valid(got.text):
		return string(got.text), nil
	default:
		return "", told(got.text)
	}
}

// answer is what the colleague's app answered to a call.
type answer struct {
	status  int
	cookies []*http.Cookie
	text    []byte
}

// post sends a call and reads the answer whole.
func (l *link) post(ctx context.Context, method, args, act string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+l.at.String()+"/api/"+method, strings.NewReader(args))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	if act != "" {
		r.Header.Set("Npt-Act", act)
	}
	if l.cookie != nil {
		r.AddCookie(l.cookie)
	}
	res, err := l.client.Do(r)
	if err != nil {
		return answer{}, reachError(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(res.Body, mostAnswer+1))
	if err != nil || len(text) > mostAnswer {
		return answer{}, errUnreachable
	}
	return answer{res.StatusCode, res.Cookies(), bytes.TrimSpace(text)}, nil
}

// mostTold bounds a message of the colleague's app, in bytes.
const mostTold = 2000

// told returns what the colleague's app refused, as this one refuses things.
func told(text []byte) error {
	var e api.Error
	if json.Unmarshal(text, &e) != nil || e.Code == "" || len(text) > mostTold {
		return api.Errorf(api.CodeUnavailable, "The colleague's app did not take this.")
	}
	values := make([]any, len(e.Values))
	for i, value := range e.Values {
		values[i] = value
	}
	return &classroom.Error{Code: classroom.Code(e.Code), Message: e.Message, Format: e.Format, Values: values}
}

// Leave ends this app's part in the class, and tells the colleague's app if that answers.
func (c *Colleagues) Leave(ctx context.Context) {
	c.mu.Lock()
	l := c.link
	c.link = nil
	c.mu.Unlock()
	if l != nil {
		l.leave(ctx)
	}
}

func (l *link) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, leaveFor)
	defer cancel()
	if l.news.stateNow() != stateEnded {
		_, _ = l.post(ctx, "Leave", "[]", "") // who cannot be told notices at the end of the link
	}
	l.news.note(stateEnded)
	l.close()
}

// listen follows the events of the class until the link ends.
func (l *link) listen(ctx context.Context) {
	for wasLive := true; ctx.Err() == nil && l.news.stateNow() != stateEnded; {
		isLive := l.follow(ctx)
		if l.news.stateNow() == stateEnded || ctx.Err() != nil {
			return
		}
		if l.news.stateNow() == stateLive {
			l.news.note(stateLost)
		}
		if !wasLive || !isLive { // after the end of a stream it is asked at once why
			select {
			case <-ctx.Done():
			case <-time.After(listenAgain):
			}
		}
		wasLive = isLive
	}
}

// follow reads one stream of events to its end. It reports whether there was one.
func (l *link) follow(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+l.at.String()+"/api/events", http.NoBody)
	if err != nil {
		return false
	}
	r.AddCookie(l.cookie)
	res, err := l.client.Do(r)
	if err != nil {
		if errors.Is(err, errCertificate) {
			l.news.note(stateCertificate)
		}
		return false
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode == http.StatusUnauthorized {
		l.news.note(stateEnded)
	}
	if res.StatusCode != http.StatusOK {
		return false
	}
	// What happened before is unknown, so everything is asked anew.
	l.news.note(stateLive, "records", "sessions", "status")
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, mostLine)
	for lines.Scan() {
		if data, isData := strings.CutPrefix(lines.Text(), "data: "); isData {
			l.news.note(stateLive, kindsIn(data)...)
		}
	}
	return true
}

// kindsIn returns the kinds of changes that an event tells of.
func kindsIn(data string) []string {
	var event struct {
		Name string        `json:"name"`
		Data []api.Changed `json:"data"`
	}
	if json.Unmarshal([]byte(data), &event) != nil || event.Name != api.ChangedEvent {
		return nil
	}
	var kinds []string
	for _, changed := range event.Data {
		for _, kind := range changed.Kinds {
			if methodName.MatchString(string(kind)) {
				kinds = append(kinds, string(kind))
			}
		}
	}
	return kinds
}
