package app

import (
	"slices"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// What the window gets: plain structs, times as RFC 3339 strings (empty for
// none), lists never null. The generated TypeScript follows these names.

// Session is a session in a list, with its counts.
type Session struct {
	ID           int64  `json:"id"`
	Owner        string `json:"owner"`
	Name         string `json:"name"`
	Description  string `json:"description"`
	Open         bool   `json:"open"`
	CreatedAt    string `json:"createdAt"`
	OpenedAt     string `json:"openedAt"`
	ClosedAt     string `json:"closedAt"`
	Listed       bool   `json:"listed"` // on the students' page while it is open
	Students     int    `json:"students"`
	Records      int    `json:"records"`
	LastRecordAt string `json:"lastRecordAt"`
	Parts        []Part `json:"parts"`
}

// Part is a named section of a session.
type Part struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Number  int    `json:"number"` // place in the list, from 1
	Records int    `json:"records"`
}

// Answer is a record's payload, read for showing.
type Answer struct {
	Record Record `json:"record"`
	Text   string `json:"text"`
	Cut    bool   `json:"cut"`
	Bytes  int    `json:"bytes"`
	Broken string `json:"broken"`
	Array  *Array `json:"array,omitempty"`
	Table  *Table `json:"table,omitempty"`
	Tree   *Node  `json:"tree,omitempty"`
	Image  *Image `json:"image,omitempty"`
}

// Array is an array with what is too large left out.
type Array struct {
	Shape  []int   `json:"shape"`
	DType  string  `json:"dtype"`
	Stats  []Stat  `json:"stats"` // in the order min, max, mean, std, nan; empty if the sender did not tell
	Slices []Slice `json:"slices"`
}

// Stat is one figure of an array that was too large to send.
type Stat struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Slice is a matrix of an array; gaps are -1 where nothing is left out.
type Slice struct {
	Index  []int      `json:"index"`
	Rows   [][]string `json:"rows"`
	RowGap int        `json:"rowGap"`
	ColGap int        `json:"colGap"`
}

// Table is a data frame, head and tail.
type Table struct {
	Shape   []int      `json:"shape"`
	Columns []string   `json:"columns"`
	DTypes  []string   `json:"dtypes"`
	Index   []string   `json:"index"`
	Rows    [][]string `json:"rows"`
}

// Node is a list, a dict or a value in one.
type Node struct {
	Key      string `json:"key"`
	Kind     string `json:"kind"` // list, dict, str, num, const
	Text     string `json:"text"`
	Length   int    `json:"length"`
	Children []Node `json:"children"`
}

// Image is a picture; Source is a data: address, so nothing is fetched.
type Image struct {
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Source string `json:"source"`
}

// Status is what the shell shows on every tab.
type Status struct {
	Owner            string   `json:"owner"`          // empty until the first start is done
	SuggestedOwner   string   `json:"suggestedOwner"` // from the system's user
	CurrentSession   int64    `json:"currentSession"` // 0 if there is none
	Addresses        []string `json:"addresses"`      // host:port that notebooks reach, best first
	HostName         string   `json:"hostName"`       // npt-<owner>.local when it is announced, else empty
	Port             int      `json:"port"`
	Connected        int      `json:"connected"`        // notebooks of the current session that listen now
	Interface        string   `json:"interface"`        // the one on which notebooks reach the app; empty for every one
	ChoosesInterface bool     `json:"choosesInterface"` // whether SetInterface may change that: the app was not started with --listen
	Fetched          int      `json:"fetched"`          // how often notebooks fetched the code since the start
	Notices          []Notice `json:"notices"`          // what is not as it should be
	NamesHidden      bool     `json:"namesHidden"`      // numbers stand for the names of students
	DataFolder       string   `json:"dataFolder"`
	StateFolder      string   `json:"stateFolder"` // with the log; empty if none is kept
	Awake            Awake    `json:"awake"`
	Leave            string   `json:"leave"`   // what happens to open sessions when the window closes: keep, close, or "" to ask
	Crashed          string   `json:"crashed"` // when an earlier run crashed and nobody has looked yet, else empty
	Version          string   `json:"version"`
	Projectors       int      `json:"projectors"`    // pages for a second screen that are open now
	ProjectorOnly    bool     `json:"projectorOnly"` // whether who asks is such a page, which is shown nothing else
}

// Notice is something that the teacher should know: what happened and what to do. The catalogue of words has the
// words for its Code.
type Notice struct {
	Code   string  `json:"code"`   // stable, such as port_taken or no_network
	Params []Param `json:"params"` // what is written into its words
}

// Param is a value within a sentence.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// notice returns the Notice of a code; params are names and values in turn.
func notice(code string, params ...string) Notice {
	n := Notice{Code: code, Params: []Param{}}
	for pair := range slices.Chunk(params, 2) {
		n.Params = append(n.Params, Param{Name: pair[0], Value: pair[1]})
	}
	return n
}

// FirstCell is the code for the first cell of a lab.
type FirstCell struct {
	ByAddress string `json:"byAddress"` // with this machine's address
	ByName    string `json:"byName"`    // with its .local name; empty if it is not announced
	Checked   string `json:"checked"`   // by address, and it checks the client's SHA-256 before it runs it
	// SelfContained carries the client itself and looks for this computer, for notebooks that are handed out as
	// files and rooms where nothing can be fetched.
	SelfContained string `json:"selfContained"`
}

// Opened says which session was opened and which namesake it closed.
type Opened struct {
	Session  Session `json:"session"`
	ClosedID int64   `json:"closedId"` // 0 if there was none
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// list returns an empty list for none: the window never gets null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}

func sessionView(s classroom.SessionSummary) Session {
	return Session{
		ID: s.ID, Owner: s.Owner, Name: s.Name, Description: s.Description, Open: s.Open,
		CreatedAt: stamp(s.CreatedAt), OpenedAt: stamp(s.OpenedAt), ClosedAt: stamp(s.ClosedAt), Listed: !s.Unlisted,
		Students: s.Students, Records: s.Records, LastRecordAt: stamp(s.LastRecordAt),
		Parts: mapped(s.Parts, partView),
	}
}

func partView(p classroom.Part) Part {
	return Part{ID: p.ID, Name: p.Name, Number: p.Number, Records: p.Records}
}

func answerView(r classroom.Record, a payload.Answer) Answer {
	v := Answer{Record: recordView(r), Text: a.Text, Cut: a.Cut, Bytes: a.Bytes, Broken: string(a.Broken)}
	if x := a.Array; x != nil {
		v.Array = &Array{Shape: list(x.Shape), DType: x.DType, Stats: statsView(x.Stats), Slices: mapped(x.Slices, sliceView)}
	}
	if x := a.Table; x != nil {
		v.Table = &Table{Shape: list(x.Shape), Columns: list(x.Columns), DTypes: list(x.DTypes), Index: list(x.Index), Rows: list(x.Rows)}
	}
	if x := a.Tree; x != nil {
		n := nodeView(*x)
		v.Tree = &n
	}
	if x := a.Image; x != nil {
		v.Image = &Image{Width: x.Width, Height: x.Height, Source: imageSource(x)}
	}
	return v
}

func statsView(stats map[string]string) []Stat {
	list := []Stat{}
	for _, name := range []string{"min", "max", "mean", "std", "nan"} {
		if value, told := stats[name]; told {
			list = append(list, Stat{Name: name, Value: value})
		}
	}
	return list
}

func sliceView(s payload.Slice) Slice {
	return Slice{Index: list(s.Index), Rows: list(s.Rows), RowGap: s.RowGap, ColGap: s.ColGap}
}

func nodeView(n payload.Node) Node {
	return Node{Key: n.Key, Kind: n.Kind, Text: n.Text, Length: n.Length, Children: mapped(n.Children, nodeView)}
}
