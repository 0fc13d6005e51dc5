package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/events"
	"npt/backend/ingest"
	"npt/backend/pyclient"
	"npt/backend/store"
)

// Config says how an App is opened.
type Config struct {
	DataDir  string   // where the records are; made if it is not there
	Listen   string   // HOST:PORT for notebooks; empty means every address at ingest.DefaultPort
	Owner    string   // becomes the owner if it is not empty
	Sessions []string // opened, and made if they are missing
	Journal  *Journal // what the app writes about itself; nil keeps nothing
}

const productName = "Notebook Progress Tracker"

// App is the whole application but for its face: one store, one ingest server,
// one announcement. The window, the console and the tests share it.
type App struct {
	config     Config
	folder     *folder
	bell       *doorbell
	store      *store.Store
	hub        *events.Hub
	recorder   *classroom.Recorder
	sessions   *classroom.Sessions
	messages   *classroom.Messages
	students   *classroom.Students
	trash      *classroom.Trash
	assessor   *assess.Assessor
	notebooks  *ingest.Handler
	ingest     *ingest.Server
	announcer  *discovery.Announcer
	awake      *awake   // nil where nobody asked for it
	leaving    *leaving // nil without a window
	guests     *guests
	id         string // by which notebooks know this data folder's server again
	projectors projectors
	thumbnails thumbnails
	bound      netip.AddrPort
	moved      bool // the port asked for was taken
	fetched    atomic.Int64
	pageAlive  atomic.Bool // the page said that it was painted
	now        func() time.Time

	silence silence
	gate    *ingest.MultiListener
	only    atomic.Pointer[string] // the name of the one interface on which the app listens
	shut    atomic.Pointer[Notice] // that it does not listen there; nil if it does

	closing    chan struct{} // closed by Close
	background sync.WaitGroup
}

// closeGrace is how long requests under way may take to end when the app closes.
const closeGrace = 5 * time.Second

// Open takes the data folder for itself, opens its store, answers notebooks and
// announces where. The error says what to do; nothing is left running after one.
func Open(ctx context.Context, config Config) (_ *App, err error) {
	a := &App{config: config, hub: events.New(), now: time.Now, closing: make(chan struct{})}
	defer func() {
		if err != nil {
			_ = a.Close()
		}
	}()
	if a.folder, err = openFolder(config.DataDir); err != nil {
		return nil, err
	}
	if a.bell, err = hangDoorbell(a.folder.path); err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, a.folder.database()); err != nil {
		return nil, err
	}
	a.recorder = classroom.NewRecorder(a.store, a.hub, a.now, norm.NFC.String)
	a.sessions = classroom.NewSessions(a.store, a.hub, a.now, norm.NFC.String)
	a.students = classroom.NewStudents(a.store, a.hub, norm.NFC.String)
	a.trash = classroom.NewTrash(a.store, a.hub, a.now, afterFunc, func(err error) {
		slog.Error("app: a deletion was not finished", "cause", err)
	})
	a.messages = classroom.NewMessages(a.store, a.hub, a.now, norm.NFC.String)
	a.assessor = assess.NewAssessor(a.store, a.hub, a.now, norm.NFC.String)
	if err := a.prepare(ctx); err != nil {
		return nil, err
	}
	if a.id, err = a.serverID(ctx); err != nil {
		return nil, err
	}
	if err := a.serve(ctx); err != nil {
		return nil, err
	}
	return a, nil
}

// prepare makes the owner and the open sessions that the command line asked for.
func (a *App) prepare(ctx context.Context) error {
	if a.config.Owner != "" {
		if err := a.useOwner(ctx, a.config.Owner); err != nil {
			return err
		}
	}
	if len(a.config.Sessions) == 0 {
		return nil
	}
	owner, err := a.owner(ctx)
	if err != nil {
		return err
	}
	if owner == "" {
		return classroom.Errorf(classroom.CodeConflict, "A session needs an owner: add --owner NAME.")
	}
	for _, name := range a.config.Sessions {
		if err := a.ensureOpen(ctx, owner, name); err != nil {
			return err
		}
	}
	return nil
}

// ensureOpen opens the owner's newest session of that name, or makes it.
func (a *App) ensureOpen(ctx context.Context, owner, name string) error {
	all, err := a.store.Sessions(ctx, owner)
	if err != nil {
		return err
	}
	name = classroom.CleanName(norm.NFC.String, name)
	named := slices.DeleteFunc(all, func(s classroom.SessionSummary) bool { return s.Name != name })
	i := slices.IndexFunc(named, func(s classroom.SessionSummary) bool { return s.Open })
	var id int64
	switch {
	case i >= 0:
		id = named[i].ID
	case len(named) > 0:
		id = named[0].ID
		_, err = a.sessions.Open(ctx, id)
	default:
		var made classroom.Session
		made, err = a.sessions.Create(ctx, owner, name, "")
		id = made.ID
	}
	if err != nil {
		return err
	}
	return a.selectSession(ctx, id)
}

// serve answers notebooks and announces where.
func (a *App) serve(ctx context.Context) error {
	addr := a.config.Listen
	if addr == "" {
		addr = ":" + strconv.Itoa(ingest.DefaultPort)
	}
	listener, moved, err := ingest.Listen(addr)
	if err != nil {
		return err
	}
	a.moved = moved
	bound := listener.Addr().(*net.TCPAddr).AddrPort()
	a.bound = netip.AddrPortFrom(bound.Addr().Unmap(), bound.Port())
	only, err := a.store.Setting(ctx, settingInterface)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	a.only.Store(&only)
	a.gate = ingest.NewMultiListener(listener)
	if err := a.announce(ctx); err != nil {
		return errors.Join(err, a.gate.Close())
	}
	a.fitGate()
	a.notebooks = ingest.New(a.recorder, a.messages, frontDoor{a}, ingest.Code{
		Servers: a.servers,
		Source:  func(servers []string) []byte { return pyclient.Served(a.id, servers) },
		SHA256:  pyclient.SHA256(),
		Cell:    pyclient.FirstCell,
		Fetched: func() {
			a.fetched.Add(1)
			a.statusChanged()
		},
	})
	a.watchSilence()
	a.guests = newGuests(a.gate)
	a.ingest = ingest.Serve(a.guests, a.notebooks)
	return nil
}

// Close ends what Open began, in the opposite order: nobody new comes in, what is
// under way is committed, the folder is free again.
func (a *App) Close() error {
	var errs []error
	close(a.closing)
	a.background.Wait()
	if a.trash != nil {
		a.trash.Close()
	}
	if a.announcer != nil {
		a.announcer.Close()
	}
	errs = append(errs, a.projectors.close())
	if a.ingest != nil {
		a.notebooks.Release()
		errs = append(errs, a.ingest.Close(closeGrace))
	}
	if a.store != nil {
		errs = append(errs, a.store.Close())
	}
	if a.bell != nil {
		errs = append(errs, a.bell.close())
	}
	if a.folder != nil {
		errs = append(errs, a.folder.close())
	}
	return errors.Join(errs...)
}

func (a *App) statusChanged() {
	a.hub.Publish(classroom.Event{Kind: classroom.StatusChanged})
}

// Settings that the store keeps for us.
const (
	settingOwner       = "owner"
	settingSession     = "current_session"
	settingNamesHidden = "names_hidden"
	settingServerID    = "server_id"
	// settingInterface is the name of the one interface on which notebooks reach the app; empty is every one.
	settingInterface = "interface"
)

// owner returns the teacher whose sessions are shown, "" before the first start is done.
func (a *App) owner(ctx context.Context) (string, error) {
	return a.store.Setting(ctx, settingOwner)
}

// useOwner makes name the owner, and an owner of that name if there is none.
func (a *App) useOwner(ctx context.Context, name string) error {
	name, err := a.sessions.EnsureOwner(ctx, name)
	if err != nil {
		return err
	}
	return a.keepOwner(ctx, name)
}

func (a *App) keepOwner(ctx context.Context, name string) error {
	if err := a.store.SetSetting(ctx, settingOwner, name); err != nil {
		return err
	}
	if a.announcer != nil {
		a.announcer.SetOwner(name)
		a.announceOpen()
	}
	a.statusChanged()
	return nil
}

// currentSession returns the id of the session that every tab shows, 0 if there is none.
func (a *App) currentSession(ctx context.Context) (int64, error) {
	kept, err := a.store.Setting(ctx, settingSession)
	if err != nil || kept == "" {
		return 0, err
	}
	return strconv.ParseInt(kept, 10, 64)
}

func (a *App) selectSession(ctx context.Context, id int64) error {
	if err := a.store.SetSetting(ctx, settingSession, strconv.FormatInt(id, 10)); err != nil {
		return err
	}
	a.hub.Publish(classroom.Event{Kind: classroom.SessionsChanged, SessionID: id})
	a.statusChanged()
	return nil
}

// afterFunc calls f in a goroutine of its own once d has passed, unless it is stopped.
func afterFunc(d time.Duration, f func()) (stop func() bool) { return time.AfterFunc(d, f).Stop }
