package app

import (
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
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// doorbell is how a second start reaches the app that has the data folder: a server
// on loopback, whose address and secret lie in the folder, where only its user reads
// them. It needs neither a D-Bus session nor a window system, so it is the same
// everywhere.
type doorbell struct {
	path   string
	token  string
	server *http.Server

	mu    sync.Mutex
	rings map[string]func() error // what a ring does; none until the app is ready for it
}

// What a second start can ask for.
const (
	ringShow = "show" // come to the front
	ringQuit = "quit" // end, as if the window was closed by the system
)

// bellCard is what the file in the data folder says.
type bellCard struct {
	Address string `json:"address"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

const (
	ringFor = 10 * time.Second       // the first app may be in the middle of its own start
	ringGap = 100 * time.Millisecond // between two tries
)

func bellPath(dir string) string { return filepath.Join(dir, "npt.running") }

// hangDoorbell begins to listen for those who come later to this data folder.
func hangDoorbell(dir string) (*doorbell, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("cannot listen on this computer's own address: %w", err)
	}
	b := &doorbell{path: bellPath(dir), token: rand.Text(), rings: map[string]func() error{}}
	b.server = &http.Server{Handler: b, ReadTimeout: ringFor}
	card, err := json.Marshal(bellCard{Address: listener.Addr().String(), Token: b.token, PID: os.Getpid()})
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if err := os.WriteFile(b.path, card, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	go func() {
		if err := b.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Warn("app: a second start cannot reach this one", "err", err)
		}
	}()
	return b, nil
}

// on says what a ring does from now on. The error of do is told to who rings.
func (b *doorbell) on(ring string, do func() error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rings[ring] = do
}

func (b *doorbell) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if r.Method != http.MethodPost || subtle.ConstantTimeCompare([]byte(token), []byte(b.token)) != 1 {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	b.mu.Lock()
	do := b.rings[strings.TrimPrefix(r.URL.Path, "/")]
	b.mu.Unlock()
	if do == nil {
		w.WriteHeader(http.StatusServiceUnavailable) // not yet
		return
	}
	if err := do(); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
	}
}

func (b *doorbell) close() error {
	return errors.Join(os.Remove(b.path), b.server.Close())
}

// errNobody says that no app answers at a data folder's doorbell.
var errNobody = errors.New("no Notebook Progress Tracker answers there")

// ringAt rings at the app that has the data folder, and gives it time to be ready.
func ringAt(ctx context.Context, dir, ring string) error {
	ctx, cancel := context.WithTimeout(ctx, ringFor)
	defer cancel()
	for {
		card, err := readCard(dir)
		if err == nil {
			letComeForward(card.PID)
			err = ringOnce(ctx, card, ring)
		}
		if !errors.Is(err, errNobody) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(ringGap):
		}
	}
}

func readCard(dir string) (card bellCard, err error) {
	text, err := os.ReadFile(bellPath(dir))
	if err != nil || json.Unmarshal(text, &card) != nil {
		return card, errNobody
	}
	return card, nil
}

func ringOnce(ctx context.Context, card bellCard, ring string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+card.Address+"/"+ring, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+card.Token)
	// No proxy: the way is from this computer to itself.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		return errNobody
	}
	defer func() { _ = res.Body.Close() }()
	switch res.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusConflict:
		text, err := io.ReadAll(io.LimitReader(res.Body, 1<<10))
		return errors.Join(err, errors.New(strings.TrimSpace(string(text))))
	}
	return errNobody
}

// quitRunning is `npt quit`: it asks the app that has the data folder to end and
// waits until the folder is free.
func quitRunning(ctx context.Context, dir string) error {
	_, err := os.Stat(bellPath(dir))
	if err == nil {
		err = ringAt(ctx, dir, ringQuit)
	} else {
		err = errNobody
	}
	if err != nil {
		return fmt.Errorf("%w: %s", err, dir)
	}
	deadline := time.Now().Add(ringFor)
	for time.Now().Before(deadline) {
		f, err := openFolder(dir)
		if err == nil {
			return f.close()
		}
		time.Sleep(ringGap)
	}
	return errors.New("it was asked to end and has not ended")
}
