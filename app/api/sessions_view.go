package api

import "npt/backend/classroom"

// Session is a session in a list, with its counts.
type Session struct {
	ID           int64    `json:"id"`
	Owner        string   `json:"owner"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Open         bool     `json:"open"`
	CreatedAt    string   `json:"createdAt"`
	OpenedAt     string   `json:"openedAt"`
	ClosedAt     string   `json:"closedAt"`
	Demo         bool     `json:"demo"`   // its students are invented
	Listed       bool     `json:"listed"` // on the students' page while it is open
	Students     int      `json:"students"`
	Records      int      `json:"records"`
	LastRecordAt string   `json:"lastRecordAt"`
	Feedback     Feedback `json:"feedback"` // what students hear of questions that have no feedback of their own
	Parts        []Part   `json:"parts"`
}

// Part is a named section of a session.
type Part struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Number  int    `json:"number"` // position in the list, from 1
	Records int    `json:"records"`
}

// FirstCell is the code for the first cell of a lab.
type FirstCell struct {
	ByAddress string `json:"byAddress"` // with this machine's address
	ByName    string `json:"byName"`    // with its .local name; empty if it is not announced
	Checked   string `json:"checked"`   // by address; checks the client's SHA-256 before it runs the client
	// WithoutRequests needs no package, and runs in a browser's Python too.
	WithoutRequests string `json:"withoutRequests"`
	// SelfContained contains the client itself and searches for this computer. It is for notebooks
	// that are handed out as files and for rooms where nothing can be fetched.
	SelfContained string `json:"selfContained"`
}

// Opened is the session that was opened and the one of the same name that was closed.
type Opened struct {
	Session  Session `json:"session"`
	ClosedID int64   `json:"closedId"` // 0 if there was none
}

func sessionView(s classroom.SessionSummary) Session {
	return Session{
		ID: s.ID, Owner: s.Owner, Name: s.Name, Description: s.Description, Open: s.Open,
		CreatedAt: stamp(s.CreatedAt), OpenedAt: stamp(s.OpenedAt), ClosedAt: stamp(s.ClosedAt), Listed: !s.Unlisted && s.Demo == "",
		Demo:     s.Demo != "",
		Students: s.Students, Records: s.Records, LastRecordAt: stamp(s.LastRecordAt),
		Feedback: feedbackView(s.Feedback.Or(classroom.Feedback{})),
		Parts:    mapped(s.Parts, partView),
	}
}

func partView(p classroom.Part) Part {
	return Part{ID: p.ID, Name: p.Name, Number: p.Number, Records: p.Records}
}
