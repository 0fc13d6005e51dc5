package engine

import (
	"context"
	"crypto/rsa"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/backend/assess"
	"npt/backend/backup"
	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/events"
	"npt/backend/handout"
	"npt/backend/helpqueue"
	"npt/backend/ingest"
	"npt/backend/pyclient"
	"npt/backend/roster"
	"npt/backend/store"
)

// Config says how an Engine is opened.
type Config struct {
	DataDir  string   // the folder with the records; created if it does not exist
	Listen   string   // HOST:PORT for notebooks; empty means all addresses at ingest.DefaultPort
	Owner    string   // becomes the owner unless it is empty
	Sessions []string // sessions to open; created if they do not exist
	Demo     DemoPace // a demo to begin with
	Version  string   // of the program

	CheckAfter time.Duration // how long after the start the data file is checked and copied; 0 is some seconds

	Now func() time.Time // the clock that the app goes by; nil is the computer's

	ScrubLog func(names []string) error // takes names from what the program writes about itself; nil if that is nowhere
}

// Engine is the whole application without its face. The window, the console and the tests share it.
// Its methods may be called from any goroutine.
type Engine struct {
	Events     *events.Hub
	Store      *store.Store
	Settings   Settings
	Recorder   *classroom.Recorder
	Sessions   *classroom.Sessions
	Students   *classroom.Students
	ClassLists *roster.Lists
	Messages   *classroom.Messages
	Teller     *classroom.Teller
	Queue      *helpqueue.Keeper
	Trash      *classroom.Trash
	Assessor   *assess.Assessor
	Files      *handout.Files

	ctx       context.Context // ends when Close begins
	end       context.CancelFunc
	config    Config
	folder    *instance.Folder
	control   *instance.Control // nil if it did not start
	services  services
	key       *rsa.PrivateKey // nil if there is none
	keyHash   string          // the SHA-256 of its public part in hex
	id        string          // by which notebooks recognise this data folder's server
	now       func() time.Time
	announcer *discovery.Announcer
	notebooks *ingest.Handler
	ingest    *ingest.Server
	outage    outage
	troubles  troubles
	backups   backups
	asked     sync.RWMutex // held while the app does what a later start of the program asked for
	demo      demoClass
	wall      Wall
	trying    atomic.Bool           // whether the data file takes a write again
	unsaved   atomic.Pointer[int64] // the current session, if it is not on disk

	listener *ingest.MultiListener
	clients  *seenClients
	bound    netip.AddrPort
	moved    bool // the port that was asked for was taken
	fetched  atomic.Int64
	only     atomic.Pointer[string] // the name of the one interface on which the app listens
	damaged  atomic.Pointer[Notice] // says that pages of the data file are; nil if none was found
	unheard  atomic.Pointer[Notice] // says that the app cannot listen there; nil if it can
}

// DefaultPort is where notebooks look for the teacher.
const DefaultPort = ingest.DefaultPort

// closeGrace is how long requests under way may take to end when the app closes.
const closeGrace = 1500 * time.Millisecond

// LimitHeap makes the garbage collector keep this process small, unless GOMEMLIMIT says otherwise.
func LimitHeap() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(budget.Heap)
	}
}

// Open takes the data folder for itself, opens its store, answers notebooks and announces its address.
// The error says what to do; after an error nothing keeps running.
func Open(ctx context.Context, config Config) (_ *Engine, err error) {
	e := newEngine(context.WithoutCancel(ctx), config)
	defer func() {
		if err != nil {
			_ = e.Close()
		}
	}()
	for _, p := range e.ownServices() {
		if !p.isNeeded {
			e.services.try(ctx, p)
		} else if err := e.services.start(ctx, p); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// newEngine returns an engine of which no service runs yet; its context ends with ctx.
func newEngine(ctx context.Context, config Config) *Engine {
	e := &Engine{config: config, Events: events.New(), now: appClock(), troubles: troubles{disk: diskTrouble}}
	if config.Now != nil {
		e.now = distinct(config.Now)
	}
	e.backups.folder, e.backups.second = backupFolder(config.DataDir), backup.NewSecond(e.StatusChanged)
	e.ctx, e.end = context.WithCancel(ctx)
	return e
}

// Close stops all services, the last one first: no new requests are accepted, requests under way are
// committed, and the folder is free again; what pages ask for ends at once. It returns the errors of the
// services, joined.
func (e *Engine) Close() error {
	e.end()
	return e.services.stop()
}

// Context returns a context that ends when the engine closes.
func (e *Engine) Context() context.Context { return e.ctx }

// Start starts a service that a face needs. Close stops it before the engine's own services. It
// returns the service's error.
func (e *Engine) Start(ctx context.Context, s Service) error { return e.services.start(ctx, s) }

// Try starts services that a face can do without. If one fails, the log and a notice name it, and the
// app goes on.
func (e *Engine) Try(ctx context.Context, services ...Service) {
	for _, s := range services {
		e.services.try(ctx, s)
	}
	e.StatusChanged()
}

// ownService is a service of the engine itself. The app cannot run without one for which isNeeded is true.
type ownService struct {
	Service
	isNeeded bool
}

// ownServices returns the engine's own services in the order in which they start.
func (e *Engine) ownServices() []ownService {
	return []ownService{
		{service{"data folder", e.lockFolder, func() error { return e.folder.Close() }}, true},
		{service{"control server", e.openControl, func() error { return e.control.Close() }}, false},
		{service{"data file", e.openStore, e.closeStore}, true},
		{service{"key", e.readKey, nil}, false},
		{service{"listener", e.listen, e.closeListener}, true},
		{service{"announcement", e.announce, e.withdraw}, false},
		{service{"answers to notebooks", e.serve, e.stopServing}, true},
		{service{"deletions", nil, func() error { e.Trash.Close(); return nil }}, false},
		{Background("announced sessions", func(stop <-chan struct{}) { e.WhenSessionsChange(stop, e.announceOpen) }), false},
		{Background("outage detector", e.forgetClosed, e.countConnected), false},
		{Background("deletions of the last run", e.resumeDeletions), false},
		{Background("check of the data file and its copies", e.keepFile), false},
		{Background("end of sessions", e.keepNoLonger), false},
		{Background("queue of help", e.runQueue, e.noteForQueue), false},
		{service{"demo", e.beginDemo, e.endDemo}, false},
	}
}

func (e *Engine) lockFolder(context.Context) (err error) {
	e.folder, err = instance.Lock(e.config.DataDir)
	return err
}

func (e *Engine) openControl(context.Context) (err error) {
	e.control, err = instance.Listen(e.folder)
	return err
}

// OnAction sets what the app does when a later start of the program asks it for an action.
func (e *Engine) OnAction(action instance.Action, do func() error) {
	if e.control != nil {
		e.control.Handle(action, do)
	}
}

// openStore opens the data file, makes the parts of the domain over it, and creates the owner and
// sessions that the command line asked for.
func (e *Engine) openStore(ctx context.Context) (err error) {
	if err := finishRestore(ctx, e.DataFolder(), e.now()); err != nil {
		return err
	}
	e.backups.isStale.Store(isChangedSinceCopy(e.backups.folder, e.DataFile()))
	e.Store, err = store.OpenAfter(ctx, e.DataFile(), func(ctx context.Context) {
		_, err := e.backups.folder.Make(ctx, e.now(), backup.Migration, func(ctx context.Context, to string) error {
			return store.CopyClosed(ctx, e.DataFile(), to)
		})
		e.noteBackup(err)
	})
	if err != nil {
		return orCopy(ctx, e.DataFolder(), err)
	}
	e.backups.copied.Store(e.Store.Changes())
	defer func() {
		if err != nil {
			_ = e.Store.Close()
		}
	}()
	e.Store.OnWrite(e.noteWrite)
	nfc := norm.NFC.String
	e.Settings = Settings{e.Store}
	e.Assessor = e.NewAssessor(e.now)
	e.Teller = classroom.NewTeller(e.Store, e.Assessor, e.Events, e.now)
	e.Assessor.OnChange = e.Teller.Changed
	watched := watchedEvents{e.Events, e.Teller}
	e.Recorder = classroom.NewRecorder(e.Store, e.Events, e.now, nfc)
	e.Sessions = classroom.NewSessions(e.Store, watched, e.now, nfc)
	e.Students = classroom.NewStudents(e.Store, watched, nfc)
	e.ClassLists = roster.NewLists(e.Store, e.Events)
	e.answerStarts()
	e.Messages = classroom.NewMessages(e.Store, e.Events, e.now, nfc)
	e.Recorder.Teller, e.Messages.Teller = e.Teller, e.Teller
	e.Queue = helpqueue.NewKeeper(e.Store, e.Assessor, e.Events, e.now)
	e.Messages.Queue = e.Queue
	e.Files = handout.New(e.Store, instance.Files(e.folder.Path()), e.Events, e.now, nfc, safefile.IsOutOfRoom)
	e.Trash = classroom.NewTrash(guardedTrash{e.Store, e}, watched, e.now, afterFunc, func(err error) {
		slog.Error("engine: a deletion was not finished", "cause", err)
	})
	if err := errors.Join(e.openBackups(ctx), e.prepare(ctx)); err != nil {
		return err
	}
	e.id, err = e.Settings.serverID(ctx)
	return err
}

// closeStore ends what reads beside, and closes the data file.
func (e *Engine) closeStore() error {
	e.asked.Lock() // what was asked for ends with the engine's context
	defer e.asked.Unlock()
	e.Assessor.Close()
	err := e.Store.Close()
	if err == nil {
		e.noteUnchanged()
	}
	return err
}

// NewAssessor returns an assessor of this data folder that reads the time from now.
func (e *Engine) NewAssessor(now func() time.Time) *assess.Assessor {
	return assess.NewAssessor(assessorStore{e.Store, e.Settings}, e.Events, now, norm.NFC.String)
}

// watchedEvents publishes changes of sessions, of students and of which records there are, and has the
// notebooks look again that may hear something else by them.
type watchedEvents struct {
	classroom.Publisher
	teller *classroom.Teller
}

func (w watchedEvents) Publish(e classroom.Event) {
	w.Publisher.Publish(e)
	w.teller.Changed(e.SessionID, "")
}

// assessorStore is the assessor's Store: facts and rules in the data file, thresholds in the settings.
type assessorStore struct {
	*store.Store
	Settings
}

// listen opens the address for notebooks. Nothing answers there yet.
func (e *Engine) listen(ctx context.Context) error {
	addr := e.config.Listen
	if addr == "" {
		addr = ":" + strconv.Itoa(ingest.DefaultPort)
	}
	listener, moved, err := ingest.Listen(addr)
	if err != nil {
		return err
	}
	e.moved = moved
	bound := listener.Addr().(*net.TCPAddr).AddrPort()
	e.bound = netip.AddrPortFrom(bound.Addr().Unmap(), bound.Port())
	only, err := e.Settings.Interface(ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	e.only.Store(&only)
	e.listener = ingest.NewMultiListener(listener)
	return nil
}

// closeListener closes the listener, which may be closed already because a server used it.
func (e *Engine) closeListener() error {
	if err := e.listener.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// serve answers notebooks.
func (e *Engine) serve(context.Context) error {
	e.fitListener()
	e.notebooks = ingest.New(e.Recorder, e.Messages, teacherInfo{e}, e.Files, ingest.Code{
		Servers: e.Servers,
		Source:  func(servers []string) []byte { return pyclient.Served(e.Identity(), servers) },
		SHA256:  pyclient.SHA256(),
		Read:    pyclient.Readable(),
		Cell:    pyclient.FirstCell,
		Fetched: func() {
			e.fetched.Add(1)
			e.StatusChanged()
		},
	})
	e.clients = newSeenClients(e.listener)
	e.ingest = ingest.Serve(e.clients, e.notebooks)
	return nil
}

// stopServing answers the notebooks that wait for messages, and lets the other requests finish.
func (e *Engine) stopServing() error {
	e.notebooks.Release()
	return e.ingest.Close(closeGrace)
}

// DataFolder returns the path of the folder with the records.
func (e *Engine) DataFolder() string { return e.folder.Path() }

// DataFile returns the path of the file with the records.
func (e *Engine) DataFile() string { return instance.Database(e.folder.Path()) }

// Version returns the version of the program.
func (e *Engine) Version() string { return e.config.Version }

// Port returns the port at which notebooks reach the app.
func (e *Engine) Port() int { return int(e.bound.Port()) }

// ListenedAt returns the HOST:PORT at which the app listens for notebooks.
func (e *Engine) ListenedAt() string { return e.bound.String() }

// Fetched returns how many times notebooks fetched the client code since the start.
func (e *Engine) Fetched() int { return int(e.fetched.Load()) }

// StatusChanged tells the faces that the status may have changed.
func (e *Engine) StatusChanged() {
	e.Events.Publish(classroom.Event{Kind: classroom.StatusChanged})
}

// NamesChanged tells the faces that students are named in another way.
func (e *Engine) NamesChanged() {
	e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged})
	e.StatusChanged()
}

// afterFunc calls f in its own goroutine after d, unless stop is called before.
func afterFunc(d time.Duration, f func()) (stop func() bool) { return time.AfterFunc(d, f).Stop }
