package api

import (
	"context"

	"npt/app/awake"
	"npt/app/engine"
)

// Status returns what the shell shows on every tab.
func (api *API) Status() (Status, error) {
	e, ctx := api.engine, context.Background()
	s := Status{
		SuggestedOwner: engine.SuggestedOwner(), Addresses: e.Addresses(), HostName: e.HostName(), Port: e.Port(), Fetched: e.Fetched(),
		Interface: e.Interface(), ChoosesInterface: e.ChoosesInterface(), Notices: mapped(e.Notices(), noticeView),
		DataFolder: e.DataFolder(), StateFolder: api.face.Journal.Folder(), Version: e.Version(), Replaced: []Replaced{}, Crashed: api.crashedAt(),
		ClockAhead: e.Ahead().Milliseconds(), DemoSends: e.DemoSends(),
	}
	if api.face.Projector != nil {
		s.Projectors = api.face.Projector.Pages()
	}
	var err error
	if s.Owner, err = e.Settings.Owner(ctx); err != nil {
		return Status{}, err
	}
	if s.CurrentSession, err = e.CurrentSession(ctx); err != nil {
		return Status{}, err
	}
	s.Connected = e.Messages.Connected(s.CurrentSession)
	if s.Behind, err = api.behind(s.CurrentSession); err != nil {
		return Status{}, err
	}
	if s.NamesHidden, err = api.namesHidden(ctx); err != nil {
		return Status{}, err
	}
	leave, err := e.Settings.Leave(ctx)
	if err != nil {
		return Status{}, err
	}
	s.Leave, s.QuitsHere = string(leave), api.face.Quit != nil
	wanted, err := e.Settings.KeepAwake(ctx)
	if err != nil {
		return Status{}, err
	}
	s.Awake = awakeView(wanted, api.face.Awake.State())
	// Without a window there is nobody at this computer who would let it sleep.
	if s.Awake.Problem != "" && api.face.Window != nil {
		s.Notices = append(s.Notices, notice("awake_refused"))
	}
	s.Notices = append(s.Notices, api.face.Windowless.notices()...)
	if api.face.Door != nil {
		s.Assistants, s.Replaced = len(api.face.Door.Team().People), api.face.Door.Replaced()
	}
	return s, nil
}

// notices says why the page is in a browser, if that is because the window could not be had.
func (w Windowless) notices() []Notice {
	switch w {
	case NoDisplay:
		return []Notice{notice("no_display")}
	case NoWebView:
		return []Notice{notice("no_web_view")}
	case WindowBlank:
		return []Notice{notice("window_blank")}
	}
	return nil
}

// SetOwner sets the teacher's user name. The first time it creates the owner; later it renames the
// owner, and the sessions follow. If the name belongs to another owner in this data folder, it
// switches to that owner.
func (api *API) SetOwner(name string) (Status, error) {
	if err := api.engine.SetOwner(context.Background(), name); err != nil {
		return Status{}, err
	}
	return api.Status()
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
	Behind           int      `json:"behind"`           // students of the current session whose notebook has another version than the one prepared last
	Interface        string   `json:"interface"`        // the only one on which notebooks reach the app; empty for every one
	ChoosesInterface bool     `json:"choosesInterface"` // whether SetInterface can change that: the app was not started with --listen
	Fetched          int      `json:"fetched"`          // how many times notebooks fetched the code since the start
	Notices          []Notice `json:"notices"`          // everything that is wrong at present
	NamesHidden      bool     `json:"namesHidden"`      // numbers replace the names of students
	DataFolder       string   `json:"dataFolder"`
	StateFolder      string   `json:"stateFolder"` // with the log; empty if none is kept
	Awake            Awake    `json:"awake"`
	Leave            string   `json:"leave"`     // what happens to open sessions when the window closes: keep, close, or "" to ask
	QuitsHere        bool     `json:"quitsHere"` // whether the page must offer to end the app: it is in a browser, whose tab ends nothing
	Crashed          string   `json:"crashed"`   // when an earlier run crashed, if nobody has looked at the report yet; else empty
	Version          string   `json:"version"`
	ClockAhead       int64    `json:"clockAhead"`    // milliseconds that the app's clock is ahead of the computer's, which was set back
	Projectors       int      `json:"projectors"`    // how many pages for a second screen are open now
	DemoSends        bool     `json:"demoSends"`     // whether the class of a demo still has something to send
	ProjectorOnly    bool     `json:"projectorOnly"` // whether the asker is such a page, which may see nothing else

	Assistants int        `json:"assistants"` // how many take part beside the teacher
	Assistant  Assistant  `json:"assistant"`  // who asks, if that is an assistant; its role is empty for the teacher
	Replaced   []Replaced `json:"replaced"`   // what others did just now on the same things after the asker
}

// Awake says whether the computer is kept from sleeping.
type Awake struct {
	Wanted  bool   `json:"wanted"`  // the teacher's choice: while a session is open
	Held    bool   `json:"held"`    // it is kept awake now
	By      string `json:"by"`      // what keeps it awake, by the system's name for it
	Problem string `json:"problem"` // why it may fall asleep although it should not; else empty
}

func awakeView(wanted bool, s awake.State) Awake {
	return Awake{Wanted: wanted, Held: s.Held, By: s.By, Problem: s.Problem}
}

// Notice tells the teacher what happened and what to do. The words for its Code are in the catalogue
// of words.
type Notice struct {
	Code   string  `json:"code"`   // stable, such as port_taken or no_network
	Params []Param `json:"params"` // values for its words
}

// Param is a value within a sentence.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// notice returns a notice of the face, whose words need no values.
func notice(code string) Notice { return Notice{Code: code, Params: []Param{}} }

func noticeView(n engine.Notice) Notice {
	return Notice{Code: n.Code, Params: mapped(n.Params, func(p engine.Param) Param { return Param(p) })}
}
