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
	keepAwake(l, func(context.Context, string) (func(), string, error) { return nil, "", errors.New("no logind here") })
	enginetest.Eventually(t, "the status to say why", func() bool {
		s, err := l.API.Status()
		said := slices.ContainsFunc(s.Notices, func(n api.Notice) bool { return n.Code == "awake_refused" })
		return err == nil && said && s.Awake == api.Awake{Wanted: true, Problem: "no logind here"}
	})
}

// keepAwake makes the lab's app keep the computer awake through hold, as a face does.
func keepAwake(l *enginetest.Lab, hold awake.Holder) {
	l.T.Helper()
	keeper := awake.NewKeeper(hold, l.StatusChanged)
	l.API = api.New(l.Engine, api.Face{Awake: keeper})
	must(l.T, l.Start(l.T.Context(), api.KeepAwake(l.Engine, keeper)))
}
