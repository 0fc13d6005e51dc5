package api

import (
	"context"

	"npt/backend/classroom"
)

// SendMessage sends a message to all notebooks of a session: connected ones get it at once, others
// when they connect. It returns the message.
func (api *API) SendMessage(sessionID int64, title, text, code string) (Message, error) {
	m, err := api.engine.Messages.Send(context.Background(), sessionID, title, text, code)
	return messageView(m), err
}

// SendMessageTo sends a message to some students of a session only, and ends their wait for help. It
// returns the message.
func (api *API) SendMessageTo(m DirectMessage) (Message, error) {
	sent, err := api.engine.Messages.SendTo(context.Background(), m.SessionID, m.StudentIDs, m.Title, m.Text, m.Code)
	return messageView(sent), err
}

// Message is a text that the teacher sent to notebooks.
type Message struct {
	ID     int64  `json:"id"`
	Title  string `json:"title"`
	Text   string `json:"text"`
	Code   string `json:"code"`
	SentAt string `json:"sentAt"`
}

func messageView(m classroom.Message) Message {
	return Message{ID: m.ID, Title: m.Title, Text: m.Text, Code: m.Code, SentAt: stamp(m.SentAt)}
}

// DirectMessage is a message to some students of a session.
type DirectMessage struct {
	SessionID  int64   `json:"sessionId"`
	StudentIDs []int64 `json:"studentIds"`
	Title      string  `json:"title"`
	Text       string  `json:"text"`
	Code       string  `json:"code"`
}
