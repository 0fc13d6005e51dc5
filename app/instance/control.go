package instance

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// Control is the control server of the app that has a data folder. A later start of the program uses
// it to ask that app for something. It listens on loopback; a file in the data folder, which only the
// user can read, has its address and secret. It needs neither a D-Bus session nor a window system, so
// it works the same everywhere.
type Control struct {
	path   string
	token  string
	server *http.Server

	mu      sync.Mutex
	actions map[Action]Do // empty until the app is ready
}

// Action is what a later start can ask of the app that has the data folder.
type Action string

// The actions.
const (
	Activate Action = "show" // come to the front
	Quit     Action = "quit" // end, as if the system closed the window
	// Begin a demo whose class takes its time, or sends everything now.
	DemoPaced  Action = "demo"
	DemoAtOnce Action = "demo-at-once"
	// ClassList merges the file that is given into the class list; the answer says what changed.
	ClassList Action = "class-list"
	// Import brings in the file whose path is given; the answer says what came of it.
	Import Action = "import"
	// Restore puts the copy whose path is given in the place of all records, and starts the app again; the answer says
	// what it holds.
	Restore Action = "restore"
)

// Do carries out an action. It gets what was given, and returns an answer of a few lines. Its context ends when whoever
// asked waits no more.
type Do func(ctx context.Context, given []byte) (string, error)

// controlInfo is the content of the file in the data folder.
type controlInfo struct {
	Address string `json:"address"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

const (
	askTimeout = 10 * time.Second       // the first app may be starting itself
	askPause   = 100 * time.Millisecond // between two tries
	maxGiven   = 32 << 20               // bytes; a larger file is refused by what reads it
	maxAnswer  = 16 << 10               // bytes
)

// Listen starts the control server of a locked data folder and returns it.
func Listen(folder *Folder) (*Control, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("cannot listen on this computer's own address: %w", err)
	}
	c := &Control{path: controlFile(folder.path), token: rand.Text(), actions: map[Action]Do{}}
	// No ReadTimeout: it would end an action that takes longer.
	c.server = &http.Server{Handler: c, ReadHeaderTimeout: askTimeout}
	info, err := json.Marshal(controlInfo{Address: listener.Addr().String(), Token: c.token, PID: os.Getpid()})
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if err := os.WriteFile(c.path, info, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	go func() {
		if err := c.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Warn("instance: a second start cannot reach this one", "err", err)
		}
	}()
	return c, nil
}

// Handle sets the function that carries out an action from now on. The program that asked for the
// action gets do's error.
func (c *Control) Handle(action Action, do func() error) {
	c.HandleGiven(action, func(context.Context, []byte) (string, error) { return "", do() })
}

// HandleGiven does what Handle does, for an action that is given something and has an answer.
func (c *Control) HandleGiven(action Action, do Do) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.actions[action] = do
}

// ServeHTTP carries out the action that a later start asks for.
func (c *Control) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if r.Method != http.MethodPost || subtle.ConstantTimeCompare([]byte(token), []byte(c.token)) != 1 {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	c.mu.Lock()
	do := c.actions[Action(strings.TrimPrefix(r.URL.Path, "/"))]
	c.mu.Unlock()
	if do == nil {
		w.WriteHeader(http.StatusServiceUnavailable) // not yet
		return
	}
	given, err := io.ReadAll(io.LimitReader(r.Body, maxGiven))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer, err := do(r.Context(), given)
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	_, _ = io.WriteString(w, answer)
}

// Close removes the file and stops the server, once the answers under way are written.
func (c *Control) Close() error {
	removed := os.Remove(c.path)
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	if err := c.server.Shutdown(ctx); err != nil {
		return errors.Join(removed, c.server.Close())
	}
	return removed
}

// Do carries out an action as if a later start had asked for it; it does nothing if the app does not offer it.
func (c *Control) Do(action Action) error {
	c.mu.Lock()
	do := c.actions[action]
	c.mu.Unlock()
	if do == nil {
		return nil
	}
	_, err := do(context.Background(), nil)
	return err
}

// ErrNobody says that no app answers for a data folder.
var ErrNobody = errors.New("no " + ProductName + " answers there")

// errCutOff says that nobody knows whether an action was carried out.
var errCutOff = errors.New("the app ended before it had answered: look there whether it was done")

// Ask asks the app that has the data folder dir for an action, and waits a while for the app to be
// ready. The error is ErrNobody if no app answers, else the app's own error.
func Ask(ctx context.Context, dir string, action Action) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	_, err := AskGiven(ctx, dir, action, nil)
	if errors.Is(err, context.DeadlineExceeded) {
		err = ErrNobody
	}
	return err
}

// AskGiven does what Ask does, gives the action something, and returns its answer, however long that takes. It gives
// the action up when ctx ends.
func AskGiven(ctx context.Context, dir string, action Action, given []byte) (answer string, err error) {
	deadline := time.Now().Add(askTimeout)
	for {
		info, err := readControlInfo(dir)
		if err == nil {
			allowForeground(info.PID)
			answer, err = askOnce(ctx, info, action, given)
		}
		if !errors.Is(err, ErrNobody) || time.Now().After(deadline) {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return "", err
		case <-time.After(askPause):
		}
	}
}

func readControlInfo(dir string) (info controlInfo, err error) {
	text, err := os.ReadFile(controlFile(dir))
	if err != nil || json.Unmarshal(text, &info) != nil {
		return info, ErrNobody
	}
	return info, nil
}

func askOnce(ctx context.Context, info controlInfo, action Action, given []byte) (answer string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+info.Address+"/"+string(action), bytes.NewReader(given))
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+info.Token)
	// No proxy, because the request stays on this computer.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	switch op := (*net.OpError)(nil); {
	case err == nil:
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &op) && op.Op == "dial":
		return "", ErrNobody
	default:
		return "", errCutOff
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch res.StatusCode {
	case http.StatusOK:
		return string(text), err
	case http.StatusConflict:
		return "", errors.Join(err, errors.New(strings.TrimSpace(string(text))))
	}
	return "", ErrNobody
}

// AskRunning asks the app that has the data folder dir for an action, and reports whether there is one.
func AskRunning(ctx context.Context, dir string, action Action) (isRunning bool, err error) {
	f, err := Lock(dir)
	if err == nil {
		return false, f.Close()
	}
	if running := (*RunningError)(nil); !errors.As(err, &running) {
		return false, err
	}
	return true, Ask(ctx, dir, action)
}

// QuitRunning asks the app that has the data folder dir to end, and waits until the folder is free. If
// no app has it, the error is ErrNobody with the folder's name.
func QuitRunning(ctx context.Context, dir string) error {
	_, err := os.Stat(controlFile(dir))
	if err == nil {
		err = Ask(ctx, dir, Quit)
	} else {
		err = ErrNobody
	}
	if err != nil {
		return fmt.Errorf("%w: %s", err, dir)
	}
	deadline := time.Now().Add(askTimeout)
	for time.Now().Before(deadline) {
		f, err := Lock(dir)
		if err == nil {
			return f.Close()
		}
		time.Sleep(askPause)
	}
	return errors.New("it was asked to end and has not ended")
}
