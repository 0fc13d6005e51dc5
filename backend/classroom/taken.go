package classroom

import (
	"context"
	"time"
)

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
