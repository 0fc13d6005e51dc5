package classroom

import (
	"context"
	"time"
)

// Listen returns the messages that a notebook has not shown, which were taken back meanwhile, and the
// inputs of the session's questions if these are others, as soon as there is any of that, or at once if it
// says what it took; nothing if ctx ends first. Meanwhile the notebook counts as connected.
func (m *Messages) Listen(ctx context.Context, l Listening) (Delivery, error) {
	nothing := Delivery{HeardAt: l.HeardAt}
	l, who, err := m.attend(ctx, l)
	if err != nil {
		return nothing, err
	}
	defer m.connect(who.SessionID, l.Sender)()
	hearing := m.hearing(who.SessionID, l)
	defer hearing.end()
	for {
		arrived := m.await(who.SessionID) // before asking the store, so that no message is missed in between
		found, soon, err := m.newsFor(ctx, who, l, hearing)
		if err != nil {
			return nothing, err
		}
		if found.isNews() || len(l.Taken) > 0 {
			return found, nil
		}
		select {
		case <-arrived:
		case <-hearing.stirred:
		case <-soon:
		case <-ctx.Done():
			return nothing, nil
		}
	}
}

// attend notes that a notebook listens, what it has shown and what it took. It returns l as it counts.
func (m *Messages) attend(ctx context.Context, l Listening) (Listening, Attendance, error) {
	l, err := m.checked(l)
	if err != nil {
		return l, Attendance{}, err
	}
	if !l.TakesBack {
		l.HeardAt = never
	}
	who, err := m.store.Attend(ctx, l, m.now())
	if err != nil {
		return l, who, err
	}
	if who.IsNews {
		m.events.Publish(Event{Kind: MessagesChanged, SessionID: who.SessionID})
	}
	return l, who, m.noteTaken(ctx, who.SessionID, l)
}

// newsFor returns what a notebook is handed now, and what says when time alone may bring more.
func (m *Messages) newsFor(ctx context.Context, who Attendance, l Listening, h *hearing) (d Delivery, soon <-chan time.Time, err error) {
	waiting, err := m.store.MessagesAfter(ctx, who.SessionID, l.Sender, who.Shown, l.HeardAt)
	if err != nil {
		return d, nil, err
	}
	d = delivery(waiting, l.HeardAt)
	if err := m.addInputs(ctx, who.SessionID, l, &d); err != nil {
		return d, nil, err
	}
	d.Told, soon = h.told(ctx)
	return d, soon, nil
}

// isNews reports whether there is anything to hand out.
func (d Delivery) isNews() bool {
	return len(d.Messages)+len(d.TakenBack)+len(d.Told) > 0 || d.Asked != ""
}

// addInputs hands the inputs of a session to a notebook that calls functions and has others.
func (m *Messages) addInputs(ctx context.Context, sessionID int64, l Listening, d *Delivery) error {
	if !l.CallsFunctions {
		return nil
	}
	asked, err := m.store.AskedInputs(ctx, sessionID)
	if err == nil && isNews(asked, l.Asked) {
		d.Inputs, d.Asked = asked, cursorOf(asked)
	}
	return err
}

// delivery tells the messages that stand from those that were taken back.
func delivery(waiting []Message, heardAt time.Time) Delivery {
	d := Delivery{HeardAt: heardAt}
	for _, m := range waiting {
		if m.TakenBackAt.IsZero() {
			d.Messages = append(d.Messages, m)
			continue
		}
		d.TakenBack = append(d.TakenBack, m.ID)
		if m.TakenBackAt.After(d.HeardAt) {
			d.HeardAt = m.TakenBackAt
		}
	}
	return d
}

// MaxTaken is of how many messages one request says that they were taken: as many as a notebook can ask
// to see again.
const MaxTaken = LatestMessages

// TakenCode says that a notebook put the code of a message into a cell.
type TakenCode struct {
	MessageID int64
	Ago       time.Duration // before the request that says so
}

// TakenBy is a student who took the code of a message.
type TakenBy struct {
	StudentID int64
	After     time.Duration // from the moment at which it was sent
}

// noteTaken stores which messages a notebook says that it took, if it says any.
func (m *Messages) noteTaken(ctx context.Context, sessionID int64, l Listening) error {
	if len(l.Taken) == 0 {
		return nil
	}
	isNews, err := m.store.NoteTaken(ctx, sessionID, l.Sender, l.Taken[:min(len(l.Taken), MaxTaken)], m.now())
	if isNews {
		m.events.Publish(Event{Kind: MessagesChanged, SessionID: sessionID})
	}
	return err
}
