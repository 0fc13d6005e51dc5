package app

import (
	"context"
	"log/slog"

	"npt/app/awake"
)

// Awake says whether the computer is kept from sleeping.
type Awake struct {
	Wanted  bool   `json:"wanted"`  // the teacher's choice: while a session is open
	Held    bool   `json:"held"`    // it is, now
	By      string `json:"by"`      // what keeps it awake, as the system calls it
	Problem string `json:"problem"` // why it may fall asleep all the same; empty if it is not to be held
}

func awakeView(wanted bool, s awake.State) Awake {
	return Awake{Wanted: wanted, Held: s.Held, By: s.By, Problem: s.Problem}
}

// settingAwake is kept as no when the teacher wants the computer to sleep as it likes.
const settingAwake = "keep_awake"

func (a *App) wantsAwake(ctx context.Context) (bool, error) {
	kept, err := a.store.Setting(ctx, settingAwake)
	return kept != settingNo, err
}

// keepAwake keeps the computer awake while a session is open, from now on until Close.
func (a *App) keepAwake(hold awake.Holder) {
	a.awake = awake.NewKeeper(hold, a.statusChanged)
	a.background.Go(func() {
		a.reconsiderAwake()
		a.whenSessionsChange(a.reconsiderAwake)
		a.awake.Keep(false)
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
	a.awake.Keep(wanted && open > 0)
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
