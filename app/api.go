package app

import (
	"context"
	"os/user"
	"path/filepath"
	"strings"

	"npt/backend/classroom"
)

// API is what the window calls: bound by wails in the window, served by the
// console to a browser. Its methods are plain and typed, so that both speak the
// same; errors are *classroom.Error or become one.
type API struct {
	app     *App
	dialogs dialogs
	tickets tickets
}

// dialogs ask the teacher for a file. Each returns its path, "" after a change of mind.
type dialogs interface {
	saveFile(name string) (string, error)
	openNotebook() (string, error)
}

// NewAPI returns the API of an opened app. The dialogs are nil where there is no window.
func NewAPI(a *App, d dialogs) *API { return &API{app: a, dialogs: d} }

// Status returns what the shell shows on every tab.
func (api *API) Status() (Status, error) {
	a, ctx := api.app, context.Background()
	owner, err := a.owner(ctx)
	if err != nil {
		return Status{}, err
	}
	current, err := a.currentSession(ctx)
	if err != nil {
		return Status{}, err
	}
	hidden, err := a.namesHidden(ctx)
	if err != nil {
		return Status{}, err
	}
	life, err := a.lifeStatus(ctx)
	if err != nil {
		return Status{}, err
	}
	return Status{
		StateFolder: life.StateFolder, Awake: life.Awake, Leave: life.Leave, Crashed: life.Crashed,
		Owner: owner, SuggestedOwner: suggestedOwner(), CurrentSession: current,
		Addresses: a.addresses(), HostName: a.announcer.State().Host, Port: int(a.bound.Port()), Fetched: int(a.fetched.Load()), Connected: a.messages.Connected(current),
		Interface: a.chosenInterface(), ChoosesInterface: a.choosesInterface(),
		Notices: a.notices(), DataFolder: a.folder.path, Version: Version,
		Projectors: a.projectors.open(), NamesHidden: hidden,
	}, nil
}

// SetOwner sets the teacher's user name. The first time it makes the owner; later
// it renames it, and its sessions follow. A name that another owner in this data
// folder has switches to that owner.
func (api *API) SetOwner(name string) (Status, error) {
	a, ctx := api.app, context.Background()
	if err := a.setOwner(ctx, name); err != nil {
		return Status{}, err
	}
	return api.Status()
}

func (a *App) setOwner(ctx context.Context, name string) error {
	before, err := a.owner(ctx)
	if err != nil {
		return err
	}
	if before == "" {
		return a.useOwner(ctx, name)
	}
	after, err := a.sessions.RenameOwner(ctx, before, name)
	if err != nil && classroom.AsError(err).Code == classroom.CodeConflict {
		return a.useOwner(ctx, name)
	}
	if err != nil {
		return err
	}
	return a.keepOwner(ctx, after)
}

// notices returns what is not as it should be, in words for the teacher.
func (a *App) notices() []Notice {
	all := []Notice{}
	if a.moved {
		all = append(all, notice("port_taken", "address", a.addresses()[0]))
	}
	return append(append(all, a.networkNotices()...), a.silenceNotices()...)
}

// suggestedOwner returns the system's user as a first guess at the teacher's name.
func suggestedOwner() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	// Windows gives DOMAIN\name.
	name := filepath.Base(strings.ReplaceAll(u.Username, `\`, "/"))
	if name == "." {
		return ""
	}
	return name
}
