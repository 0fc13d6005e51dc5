package awake

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// State says whether the computer is kept awake.
type State struct {
	Held    bool   // it is kept awake now
	By      string // what keeps it awake, by the system's name for it
	Problem string // why it may fall asleep although it should not; else empty
}

// Holder asks the system not to sleep until release is called. by is what keeps it awake, by the
// system's name for it.
type Holder func(ctx context.Context, why string) (release func(), by string, err error)

const (
	holdTimeout = 5 * time.Second
	holdReason  = "A lab is open: notebooks send to this computer"
)

// Keeper keeps the computer from sleeping while Keep is on. A nil *Keeper never does.
type Keeper struct {
	hold    Holder
	changed func()

	mu      sync.Mutex
	release func() // nil while not held
	by      string
	problem string
}

// NewKeeper returns a Keeper that asks the system through hold. It calls changed whenever its State
// changed.
func NewKeeper(hold Holder, changed func()) *Keeper { return &Keeper{hold: hold, changed: changed} }

// Keep asks the system not to sleep, or lets it sleep again. It may take some seconds.
func (k *Keeper) Keep(on bool) {
	k.mu.Lock()
	before := k.release != nil
	switch {
	case on && !before:
		ctx, cancel := context.WithTimeout(context.Background(), holdTimeout)
		release, by, err := k.hold(ctx, holdReason)
		cancel()
		k.release, k.by, k.problem = release, by, ""
		if err != nil {
			k.problem = err.Error()
			slog.Warn("awake: the computer may fall asleep", "err", err)
		}
	case !on:
		if before {
			k.release()
		}
		k.release, k.by, k.problem = nil, "", ""
	}
	changed := before != (k.release != nil) || k.problem != ""
	k.mu.Unlock()
	if changed {
		k.changed()
	}
}

// State returns whether the computer is kept awake now.
func (k *Keeper) State() State {
	if k == nil {
		return State{}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return State{Held: k.release != nil, By: k.by, Problem: k.problem}
}
