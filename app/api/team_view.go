package api

// Team says who takes part in the class beside the teacher, and what they did.
type Team struct {
	People        []Assistant  `json:"people"`        // who came first stands first
	Acts          []Act        `json:"acts"`          // the newest first
	Invitations   []Invitation `json:"invitations"`   // the one that nobody used yet, or none
	NumbersForced bool         `json:"numbersForced"` // numbers stand for names for all of them
}

// Assistant is somebody who takes part in the class by a browser of their own.
type Assistant struct {
	ID     int64  `json:"id"` // 0 for the teacher
	Name   string `json:"name"`
	Role   string `json:"role"` // look, help or mark; empty for the teacher
	Ends   string `json:"ends"` // session or midnight
	Since  string `json:"since"`
	IsHere bool   `json:"isHere"` // a page of theirs is open
	Acts   int    `json:"acts"`
	Forced bool   `json:"forced"` // numbers stand for names, whatever they choose
	Share  string `json:"share"`  // the part of the room that they look after: half:1, half:2, section:NAME, row:NAME; empty for all
}

// Invitation is a code for one person.
type Invitation struct {
	Code        string   `json:"code"` // of capital letters without look-alikes
	Role        string   `json:"role"`
	Ends        string   `json:"ends"`
	Addresses   []string `json:"addresses"`   // of the page where it is typed, best first
	Fingerprint string   `json:"fingerprint"` // the SHA-256 of the certificate, as browsers show it
	Until       string   `json:"until"`
	Misses      int      `json:"misses"` // how many wrong codes were tried
	Locked      bool     `json:"locked"` // too many were: the code is worth nothing any more
}

// Act is something that an assistant did.
type Act struct {
	ID       int64      `json:"id"`
	At       string     `json:"at"`
	Who      string     `json:"who"`
	Method   string     `json:"method"` // of API
	Question string     `json:"question"`
	Value    string     `json:"value"`    // the verdict, label or text that was given; empty if one was taken away
	Students []ActedFor `json:"students"` // whom it was about; none for a group of answers and for a message to all
	Undoable bool       `json:"undoable"`
	Undone   bool       `json:"undone"`
}

// ActedFor is a student as an act names one.
type ActedFor struct {
	ID      int64  `json:"id"`
	Display string `json:"display"`
	Number  int    `json:"number"`
}

// Replaced is an act on what somebody else had acted on before: it holds, and that person is told.
type Replaced struct {
	ID       int64      `json:"id"`
	At       string     `json:"at"`
	Who      string     `json:"who"`    // empty for the teacher
	Method   string     `json:"method"` // of API
	Question string     `json:"question"`
	Value    string     `json:"value"`
	Students []ActedFor `json:"students"`
	Undone   bool       `json:"undone"` // it is the person's own act, which was taken back
}
