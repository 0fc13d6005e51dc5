package colleague

import (
	"context"
	"slices"
	"sync"
	"time"

	"npt/app/api"
)

// The states of a link.
const (
	stateLive  = "live"
	stateLost  = "lost" // the colleague's app does not answer; it is asked again
	stateEnded = "ended"
	// stateCertificate is that of a link while another computer answers.
	stateCertificate = "certificate"
)

const (
	waitFor   = 20 * time.Second      // how long a page waits for news at most: less than a server reads for a request
	restFor   = 30 * time.Millisecond // what comes together is told together
	mostKinds = 32
)

// news is what a page has not heard yet: for each kind of change, when it was last told.
type news struct {
	mu    sync.Mutex
	at    int64
	kinds map[string]int64
	state string
	woken chan struct{} // closed with the next news
}

func newNews() *news {
	return &news{at: 1, kinds: map[string]int64{}, state: stateLive, woken: make(chan struct{})}
}

func (n *news) stateNow() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.state
}

// note tells of a state, unless the link has ended, and of kinds of changes.
func (n *news) note(state string, kinds ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.state == stateEnded || n.state == state && len(kinds) == 0 {
		return
	}
	n.state = state
	n.at++
	for _, kind := range kinds {
		if _, isKnown := n.kinds[kind]; isKnown || len(n.kinds) < mostKinds {
			n.kinds[kind] = n.at
		}
	}
	close(n.woken)
	n.woken = make(chan struct{})
}

// after returns what came after a moment, and what is closed when more comes.
func (n *news) after(since int64) (api.ColleagueNews, <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	told := api.ColleagueNews{At: n.at, Kinds: []string{}, State: n.state}
	for kind, at := range n.kinds {
		if at > since {
			told.Kinds = append(told.Kinds, kind)
		}
	}
	slices.Sort(told.Kinds)
	return told, n.woken
}

// News waits a while until something has changed.
func (c *Colleagues) News(ctx context.Context, since int64) api.ColleagueNews {
	l := c.current()
	if l == nil {
		return api.ColleagueNews{State: stateEnded, Kinds: []string{}}
	}
	told, more := l.news.after(since)
	if told.At == since && told.State != stateEnded {
		select {
		case <-more:
		case <-time.After(waitFor):
		case <-ctx.Done():
		}
	}
	select {
	case <-time.After(restFor):
	case <-ctx.Done():
	}
	told, _ = l.news.after(since)
	return told
}
