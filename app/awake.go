package app

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Awake says whether the computer is kept from sleeping.
type Awake struct {
	Wanted  bool   `json:"wanted"`  // the teacher's choice: while a session is open
	Held    bool   `json:"held"`    // it is, now
	By      string `json:"by"`      // what keeps it awake, as the system calls it
	Problem string `json:"problem"` // why it may fall asleep all the same; empty if it is not to be held
}

// holder asks the system not to sleep, until release. by is what keeps it awake.
type holder func(ctx context.Context, why string) (release func(), by string, err error)

const (
	holdWithin = 5 * time.Second
	holdReason = "A lab is open: notebooks send to this computer"
)

// awake keeps the computer from sleeping while it is asked to.
type awake struct {
	hold    holder
	changed func()

	mu      sync.Mutex
	release func() // nil while not held
	by      string
	problem string
}

// keep holds or lets go. It may take a moment, as the system is asked.
func (k *awake) keep(on bool) {
	k.mu.Lock()
	before := k.release != nil
	switch {
	case on && !before:
		ctx, cancel := context.WithTimeout(context.Background(), holdWithin)
		release, by, err := k.hold(ctx, holdReason)
		cancel()
		k.release, k.by, k.problem = release, by, ""
		if err != nil {
			k.problem = err.Error()
			slog.Warn("app: the computer may fall asleep", "err", err)
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

func (k *awake) state(wanted bool) Awake {
	if k == nil {
		return Awake{Wanted: wanted}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return Awake{Wanted: wanted, Held: k.release != nil, By: k.by, Problem: k.problem}
}

// settingAwake is kept as no when the teacher wants the computer to sleep as it likes.
const settingAwake = "keep_awake"

func (a *App) wantsAwake(ctx context.Context) (bool, error) {
	kept, err := a.store.Setting(ctx, settingAwake)
	return kept != settingNo, err
}

// keepAwake keeps the computer awake while a session is open, from now on until Close.
func (a *App) keepAwake(hold holder) {
	a.awake = &awake{hold: hold, changed: a.statusChanged}
	a.background.Go(func() {
		a.reconsiderAwake()
		a.whenSessionsChange(a.reconsiderAwake)
		a.awake.keep(false)
	})
}

// reconsiderAwake holds or lets go, by the open sessions and the teacher's choice.
func (a *App) reconsiderAwake() {
	if a.awake == nil {
		return
	}
	ctx := context.Background()
	wanted, err := a.wantsAwake(ctx)
	open := 0
	if err == nil {
		open, err = a.openSessions(ctx)
	}
	if err != nil {
		slog.Warn("app: whether to stay awake is not known", "err", err)
		return
	}
	a.awake.keep(wanted && open > 0)
}

// SetKeepAwake chooses whether the computer is kept awake while a session is open.
func (api *API) SetKeepAwake(on bool) error {
	value := settingNo
	if on {
		value = settingYes
	}
	if err := api.app.store.SetSetting(context.Background(), settingAwake, value); err != nil {
		return err
	}
	api.app.reconsiderAwake()
	api.app.statusChanged()
	return nil
}
