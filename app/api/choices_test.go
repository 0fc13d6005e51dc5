package api_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"npt/app/api"
	"npt/app/awake"
	"npt/app/enginetest"
)

func TestKeepAwake(t *testing.T) {
	l := enginetest.Open(t)
	var held atomic.Bool
	keepAwake(l, func(context.Context, string) (func(), string, error) {
		held.Store(true)
		return func() { held.Store(false) }, "a test", nil
	})
	status := func() api.Awake {
		s, err := l.API.Status()
		if err != nil {
			t.Fatal(err)
		}
		return s.Awake
	}
	enginetest.Eventually(t, "the computer to be kept awake", held.Load)
	enginetest.Eventually(t, "the status to say so", func() bool { return status() == api.Awake{Wanted: true, Held: true, By: "a test"} })

	if err := l.API.SetKeepAwake(false); err != nil {
		t.Fatal(err)
	}
	if held.Load() || status() != (api.Awake{}) {
		t.Errorf("switched off it is held %t, %+v", held.Load(), status())
	}
	if err := l.API.SetKeepAwake(true); err != nil {
		t.Fatal(err)
	}
	if !held.Load() {
		t.Error("switched on it is not held")
	}
	if err := l.API.CloseSession(l.Session); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the computer to sleep when the last session is closed", func() bool { return !held.Load() })
}

func TestKeepAwakeRefused(t *testing.T) {
	l := enginetest.Open(t)
	keeper := keepAwake(l, func(context.Context, string) (func(), string, error) { return nil, "", errors.New("no logind here") })
	status := func(a *api.API) (s api.Status, warned bool) {
		s, err := a.Status()
		must(t, err)
		return s, slices.ContainsFunc(s.Notices, func(n api.Notice) bool { return n.Code == "awake_refused" })
	}
	inWindow := api.New(l.Engine, api.Face{Awake: keeper, Window: chosen{}})
	enginetest.Eventually(t, "the window to warn", func() bool {
		s, warned := status(inWindow)
		return warned && s.Awake == api.Awake{Wanted: true, Problem: "no logind here"}
	})
	if s, warned := status(l.API); warned || s.Awake.Problem == "" {
		t.Errorf("without a window it warns: %t, and the settings say %+v", warned, s.Awake)
	}
}

// keepAwake makes the lab's app keep the computer awake through hold, as a face does.
func keepAwake(l *enginetest.Lab, hold awake.Holder) *awake.Keeper {
	l.T.Helper()
	keeper := awake.NewKeeper(hold, l.StatusChanged)
	l.API = api.New(l.Engine, api.Face{Awake: keeper})
	must(l.T, l.Start(l.T.Context(), api.KeepAwake(l.Engine, keeper)))
	return keeper
}
