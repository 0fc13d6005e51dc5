package api

import (
	"context"
	"log/slog"
	"time"

	"npt/app/awake"
	"npt/app/engine"
	"npt/backend/classroom"
	"npt/frontend/src/words"
)

// LeaveAsked says that the page shows the question of a leaving event.
func (api *API) LeaveAsked() {
	if api.face.Window != nil {
		api.face.Window.LeaveAsked()
	}
}

// leaveAfter is how long the window stays open after the teacher answered, so that the result of this
// call reaches the page first.
const leaveAfter = 50 * time.Millisecond

// Leave closes the window, or ends the app where it has none. The choice close first closes the open sessions; keep leaves them open.
// With remember, the choice also answers all later questions.
func (api *API) Leave(choice string, remember bool) error {
	end := api.face.Quit
	if api.face.Window != nil {
		end = api.face.Window.Leave
	}
	if end == nil {
		return classroom.Errorf(classroom.CodeConflict, "The app has no window: stop it where it was started.")
	}
	leave := engine.Leave(choice)
	if leave != engine.LeaveKeep && leave != engine.LeaveClose {
		return classroom.Errorf(classroom.CodeBadField, "%q is no way to leave: write keep or close.", choice)
	}
	if remember {
		if err := api.SetLeave(choice); err != nil {
			return err
		}
	}
	if leave == engine.LeaveClose {
		if _, err := api.engine.CloseAllSessions(context.Background()); err != nil {
			return err
		}
	}
	time.AfterFunc(leaveAfter, end)
	return nil
}

// SetLeave sets what happens to open sessions when the window closes: keep, close, or "" to ask.
func (api *API) SetLeave(choice string) error {
	switch leave := engine.Leave(choice); leave {
	case engine.LeaveAsk, engine.LeaveKeep, engine.LeaveClose:
		if err := api.engine.Settings.SetLeave(context.Background(), leave); err != nil {
			return err
		}
	default:
		return classroom.Errorf(classroom.CodeBadField, "%q is no way to leave: write keep or close, or nothing to be asked.", choice)
	}
	api.engine.StatusChanged()
	return nil
}

// SetLanguage stores the language that the page uses, by its code. The menu follows.
func (api *API) SetLanguage(language string) error {
	if _, ok := words.Builtin().Find(language); !ok {
		return classroom.Errorf(classroom.CodeBadField, "%q is no language of the app.", language)
	}
	if api.face.Window != nil {
		api.face.Window.Speak(language)
	}
	return api.engine.Settings.SetLanguage(context.Background(), language)
}

// KeepAwake returns a service. While a session is open, keeper keeps the computer awake, unless the
// teacher said no.
func KeepAwake(e *engine.Engine, keeper *awake.Keeper) engine.Service {
	return engine.Background("awake", func(stop <-chan struct{}) {
		reconsiderAwake(e, keeper)
		e.WhenSessionsChange(stop, func() { reconsiderAwake(e, keeper) })
		keeper.Keep(false)
	})
}

// reconsiderAwake keeps the computer awake or lets it sleep, depending on the open sessions and the
// teacher's choice.
func reconsiderAwake(e *engine.Engine, keeper *awake.Keeper) {
	if keeper == nil {
		return
	}
	ctx := context.Background()
	wanted, err := e.Settings.KeepAwake(ctx)
	open := 0
	if err == nil {
		open, err = e.OpenSessions(ctx)
	}
	if err != nil {
		slog.Warn("api: the choice to stay awake cannot be read", "err", err)
		return
	}
	keeper.Keep(wanted && open > 0)
}

// SetKeepAwake sets whether the computer is kept awake while a session is open.
func (api *API) SetKeepAwake(on bool) error {
	if err := api.engine.Settings.SetKeepAwake(context.Background(), on); err != nil {
		return err
	}
	reconsiderAwake(api.engine, api.face.Awake)
	api.engine.StatusChanged()
	return nil
}
