package classroom

import (
	"sync"
	"time"
)

// An address here is any text that stands for one computer, as far as can be told; the empty one is
// unknown. Who takes submissions off the wire writes it.

// Limits on the new senders of one session from one address, so that nobody fills a session with
// invented students. A room behind one proxy has up to 200 real ones. Those who send and those who only
// listen are counted apart, so that none of the others waits for an invented one.
const (
	// NewcomersAtOnce and NewcomersPerSecond bound how fast they come.
	NewcomersAtOnce    = 120
	NewcomersPerSecond = 2
	// MaxSendersOfAddress and MaxListenersOfAddress bound how many they are: together half of a session.
	MaxSendersOfAddress   = MaxSenders/2 - MaxListenersOfAddress
	MaxListenersOfAddress = 250
	// MaxListeners is how many senders a session may have for one that only listens to become one more.
	MaxListeners = MaxSenders / 2
	// maxAddresses bounds how many addresses are remembered; beyond it all are forgotten.
	maxAddresses = 20 * MaxSenders
)

// Newcomers bounds how many new senders an address brings into a session. The zero Newcomers is ready
// for use, by one goroutine.
type Newcomers struct {
	known map[arrivalKey]*arrivals
	last  []*arrivals // of those admitted since Settle was called
}

type arrivalKey struct {
	session int64
	from    string
	listens bool
}

// arrivals counts the newcomers of one address to one session.
type arrivals struct {
	room    float64 // how many may come at once at the moment `at`
	at      time.Time
	senders int
}

// Admit lets a new sender into a session that has so many; listens says that it has sent nothing. The
// error is CodeTooManySenders if the session is full or the address has its share, and
// CodeRateLimited if too many come from there at once. An unknown address has no limits of its own.
func (n *Newcomers) Admit(session int64, from string, senders int, listens bool, now time.Time) error {
	share := MaxSendersOfAddress
	if listens {
		share = MaxListenersOfAddress
	}
	if senders >= MaxSenders || listens && senders >= MaxListeners {
		return Errorf(CodeTooManySenders, "The session has %d students, which is the most it takes", MaxSenders)
	}
	if from == "" {
		return nil
	}
	a := n.arrivals(arrivalKey{session, from, listens}, now)
	if a.senders >= share {
		return Errorf(CodeTooManySenders, "The session has %d students of one address, which is the most it takes", share)
	}
	waited := max(0, now.Sub(a.at).Seconds()) // a clock that was set back gives no room
	a.room, a.at = min(NewcomersAtOnce, a.room+waited*NewcomersPerSecond), now
	if a.room < 1 {
		return &Error{
			Code: CodeRateLimited, Message: "Too many new students of one address at once: send again in a moment",
			RetryAfter: time.Second,
		}
	}
	a.room--
	a.senders++
	n.last = append(n.last, a)
	return nil
}

// Settle says whether those admitted since its last call are in the session now. Those who are not, as
// the disk could not take them, will come again.
func (n *Newcomers) Settle(committed bool) {
	if !committed {
		for _, a := range n.last {
			a.room++
			a.senders--
		}
	}
	n.last = n.last[:0]
}

func (n *Newcomers) arrivals(key arrivalKey, now time.Time) *arrivals {
	if n.known == nil || len(n.known) >= maxAddresses {
		n.known = map[arrivalKey]*arrivals{}
	}
	a := n.known[key]
	if a == nil {
		a = &arrivals{room: NewcomersAtOnce, at: now}
		n.known[key] = a
	}
	return a
}

// Addresses remembers from where each sender sent last, while the app runs. The zero Addresses is ready
// for use.
type Addresses struct {
	mu    sync.Mutex
	known map[senderOf]string
}

type senderOf struct {
	session int64
	sender  SenderKey
}

// note remembers an address of a sender, if it is known.
func (a *Addresses) note(session int64, sender SenderKey, from string) {
	if from == "" {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known == nil || len(a.known) >= maxAddresses {
		a.known = map[senderOf]string{}
	}
	a.known[senderOf{session, sender}] = from
}

// Computers returns who of some students of a session sends from where, by address, as far as is known.
func (a *Addresses) Computers(session int64, students []Student) map[string][]int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	from := map[string][]int64{}
	for _, student := range students {
		own := map[string]bool{}
		for _, notebook := range append([]Student{student}, student.Merged...) {
			if address, known := a.known[senderOf{session, notebook.SenderKey}]; known && !own[address] {
				own[address] = true
				from[address] = append(from[address], student.ID)
			}
		}
	}
	return from
}

// seenFor is how long a device is known before it stands for somebody without an address of its own.
const seenFor = time.Minute

// Several reports whether students are at least so many computers, as far as can be told: by their
// addresses, or by their devices where those were seen for a minute, as a room behind one proxy has one
// address. A script invents names at once.
func (a *Addresses) Several(session int64, students []Student, least int, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	addresses, devices := map[string]bool{}, map[string]bool{}
	for _, student := range students {
		for _, notebook := range append([]Student{student}, student.Merged...) {
			if from, known := a.known[senderOf{session, notebook.SenderKey}]; known {
				addresses[from] = true
			}
			if now.Sub(notebook.FirstSeenAt) >= seenFor {
				devices[notebook.UUID] = true
			}
		}
	}
	return len(addresses) >= least || len(devices) >= least
}
