package api

import (
	"context"
	"slices"
	"time"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// SendMessage sends a message to all notebooks of a session: connected ones get it at once, others
// when they connect. It returns the message.
func (api *API) SendMessage(sessionID int64, text MessageText) (Message, error) {
	sent, err := api.engine.Messages.Send(context.Background(), text.message(sessionID))
	return messageView(sent), err
}

// SendMessageTo sends a message to some students of a session only, and ends their wait for help. It
// returns the message.
func (api *API) SendMessageTo(sessionID int64, studentIDs []int64, text MessageText) (Message, error) {
	m := text.message(sessionID)
	m.To = studentIDs
	sent, err := api.engine.Messages.SendTo(context.Background(), m)
	return messageView(sent), err
}

// listedMessages is how many messages of a session are listed: more than any lab has.
const listedMessages = 100

// Messages returns the messages that were sent to notebooks of a session, the newest first.
func (api *API) Messages(sessionID int64) ([]SentMessage, error) {
	sent, err := api.engine.Store.SentMessages(api.ctx, sessionID, listedMessages)
	return mapped(sent, func(m classroom.SentMessage) SentMessage {
		return SentMessage{
			Message: messageView(m.Message), To: list(m.To), Seen: list(m.Seen), TakenBackAt: stamp(m.TakenBackAt),
			Taken: mapped(m.Taken, func(by classroom.TakenBy) TakenBy {
				return TakenBy{Student: by.StudentID, Seconds: by.After.Seconds()}
			}),
		}
	}), err
}

// TakeBackMessage takes a message back: students who have not seen it never get it, and notebooks that
// show it mark it, if they can.
func (api *API) TakeBackMessage(messageID int64) error {
	return api.engine.Messages.TakeBack(context.Background(), messageID)
}

// Waiting returns who waits for help in a session, in the order of the queue; nobody once it is closed.
func (api *API) Waiting(sessionID int64) ([]WaitingStudent, error) {
	session, err := api.engine.Store.Session(api.ctx, sessionID)
	if err != nil || !session.Open {
		return []WaitingStudent{}, err
	}
	requests, err := api.engine.Store.HelpRequests(api.ctx, sessionID)
	if err != nil || len(requests) == 0 {
		return []WaitingStudent{}, err
	}
	students, err := api.engine.Store.Students(api.ctx, sessionID)
	waiting := []WaitingStudent{}
	for _, w := range helpqueue.Waits(requests, time.Now()) {
		i := slices.IndexFunc(students, func(s classroom.Student) bool { return s.ID == w.StudentID })
		if i >= 0 && w.VisitedAt.IsZero() {
			waiting = append(waiting, WaitingStudent{Student: studentView(students[i]), Text: w.Text, AskedAt: stamp(w.AskedAt)})
		}
	}
	return waiting, err
}

// HelpOf returns a student's requests for help, the newest first, with what became of each.
func (api *API) HelpOf(studentID int64) ([]HelpRequest, error) {
	requests, err := api.engine.Store.HelpOf(api.ctx, studentID)
	return mapped(requests, func(r classroom.PastRequest) HelpRequest {
		return HelpRequest{
			Text: r.Text, Question: r.Question, Seat: r.Seat, AskedAt: stamp(r.AskedAt), EndedAt: stamp(r.EndedAt), Ending: string(r.Ending),
			Helper: r.Helper, Reply: r.Reply, Visited: r.Visited,
		}
	}), err
}

// offeredReplies is how many replies are offered to be sent again: as many as a glance takes in.
const offeredReplies = 5

// LastReplies returns the texts that last answered requests for help, the newest first, each once.
func (api *API) LastReplies() ([]string, error) {
	texts, err := api.engine.Store.LastReplies(api.ctx, offeredReplies)
	return list(texts), err
}

// WaitingStudent is a student who waits for help.
type WaitingStudent struct {
	Student Student `json:"student"`
	Text    string  `json:"text"`    // what was asked; may be empty
	AskedAt string  `json:"askedAt"` // of the first request that waits
}

// HelpRequest is a request for help with what became of it.
type HelpRequest struct {
	Text     string `json:"text"`
	Question string `json:"question"` // the one that the student asked about; may be empty
	Seat     string `json:"seat"`     // may be empty
	AskedAt  string `json:"askedAt"`
	EndedAt  string `json:"endedAt"` // empty while the student waits
	Ending   string `json:"ending"`  // helped, done, right, closed; empty while the student waits
	Helper   string `json:"helper"`  // who went there; empty for the teacher
	Reply    string `json:"reply"`   // the text of the message that answered it
	Visited  bool   `json:"visited"` // somebody went there
}

// MessageText is what a teacher writes to notebooks.
type MessageText struct {
	Type  string `json:"type"` // info, success, warning or error; empty means info
	Title string `json:"title"`
	Text  string `json:"text"`
	Code  string `json:"code"`
}

func (t MessageText) message(sessionID int64) classroom.Message {
	return classroom.Message{SessionID: sessionID, Type: classroom.MessageType(t.Type), Title: t.Title, Text: t.Text, Code: t.Code}
}

// Message is a text that the teacher sent to notebooks.
type Message struct {
	ID     int64  `json:"id"`
	Type   string `json:"type"` // info, success, warning or error
	Title  string `json:"title"`
	Text   string `json:"text"`
	Code   string `json:"code"`
	SentAt string `json:"sentAt"`
}

func messageView(m classroom.Message) Message {
	return Message{ID: m.ID, Type: string(m.Type), Title: m.Title, Text: m.Text, Code: m.Code, SentAt: stamp(m.SentAt)}
}

// SentMessage is a message with who got it: ids of students.
type SentMessage struct {
	Message
	To          []int64 `json:"to"`          // empty if it is for all
	Seen        []int64 `json:"seen"`        // who has seen it; once it was taken back, who had
	TakenBackAt string  `json:"takenBackAt"` // empty while it stands

	Taken []TakenBy `json:"taken"` // who took its code into a cell, the quickest first
}

// TakenBy is a student who took the code of a message into a cell.
type TakenBy struct {
	Student int64   `json:"student"`
	Seconds float64 `json:"seconds"` // after it was sent
}
