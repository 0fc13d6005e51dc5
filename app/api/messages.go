package api

import (
	"context"

	"npt/backend/classroom"
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
