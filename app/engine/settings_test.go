package engine

import (
	"context"
	"errors"
	"testing"
	"time"

	"npt/backend/assess"
)

// kept is a store of settings in memory.
type kept map[string]string

func (k kept) Setting(_ context.Context, key string) (string, error) { return k[key], nil }

func (k kept) SetSetting(_ context.Context, key, value string) error {
	k[key] = value
	return nil
}

// Values that earlier versions wrote can be read.
func TestSettingsOfEarlierVersions(t *testing.T) {
	ctx := t.Context()
	truths := func(kept kept) (hidden, awake bool) {
		s := Settings{kept}
		hidden, _ = s.NamesHidden(ctx)
		awake, _ = s.KeepAwake(ctx)
		return hidden, awake
	}
	for _, c := range []struct {
		kept          kept
		hidden, awake bool
	}{
		{kept{}, false, true},
		{kept{"names_hidden": "true", "keep_awake": "yes"}, true, true},
		{kept{"names_hidden": "false", "keep_awake": "no"}, false, false},
		{kept{"names_hidden": "yes", "keep_awake": "false"}, true, false},
		{kept{"names_hidden": "?", "keep_awake": "?"}, false, true},
	} {
		if hidden, awake := truths(c.kept); hidden != c.hidden || awake != c.awake {
			t.Errorf("%v: hidden %v, awake %v", c.kept, hidden, awake)
		}
	}
	for text, want := range map[string]assess.Thresholds{
		"": assess.DefaultThresholds,
		`{"Silent":900000000000,"Ahead":2,"Attempts":7,"Start":240000000000}`:      {Silent: 15 * time.Minute, Ahead: 2, Attempts: 7, Start: 4 * time.Minute},
		`{"silentMinutes":15,"startMinutes":4,"ahead":2,"attempts":7}`:             {Silent: 15 * time.Minute, Ahead: 2, Attempts: 7, Start: 4 * time.Minute},
		`{"silentMinutes":-1,"startMinutes":4,"ahead":2,"attempts":7}`:             assess.DefaultThresholds,
		`{"Silent":"of a version to come","Ahead":2,"Attempts":7,"Start":"never"}`: assess.DefaultThresholds,
		`not JSON`: assess.DefaultThresholds,
	} {
		if got, err := (Settings{kept{"attention": text}}).Thresholds(ctx); err != nil || got != want {
			t.Errorf("%s is read as %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]int64{"": 0, "12": 12, "lab-1": 0} {
		if got, err := (Settings{kept{keySession: text}}).CurrentSession(ctx); err != nil || got != want {
			t.Errorf("%q is read as session %d, %v", text, got, err)
		}
	}
	for text, want := range map[string]Leave{"": LeaveAsk, "keep": LeaveKeep, "close": LeaveClose, "?": LeaveAsk} {
		if got, err := (Settings{kept{"leave_sessions": text}}).Leave(ctx); err != nil || got != want {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
}

// A value that was set is read again, also by another Settings of the same store.
func TestSettingsAreKept(t *testing.T) {
	ctx, store := t.Context(), kept{}
	s := Settings{store}
	thresholds := assess.Thresholds{Silent: time.Minute, Ahead: 3, Attempts: 9, Start: 8 * time.Hour}
	err := errors.Join(
		s.SetNamesHidden(ctx, true), s.SetKeepAwake(ctx, false), s.SetLeave(ctx, LeaveClose), s.SetLanguage(ctx, "fr"),
		s.SetThresholds(ctx, thresholds), s.setOwner(ctx, "prof"), s.setCurrentSession(ctx, 7), s.setInterface(ctx, "eth0"),
	)
	if err != nil {
		t.Fatal(err)
	}
	s = Settings{store}
	hidden, _ := s.NamesHidden(ctx)
	awake, _ := s.KeepAwake(ctx)
	leave, _ := s.Leave(ctx)
	language, _ := s.Language(ctx)
	attention, _ := s.Thresholds(ctx)
	owner, _ := s.Owner(ctx)
	session, _ := s.CurrentSession(ctx)
	name, _ := s.Interface(ctx)
	if !hidden || awake || leave != LeaveClose || language != "fr" || attention != thresholds || owner != "prof" || session != 7 || name != "eth0" {
		t.Errorf("read %v", store)
	}
	first, _ := s.serverID(ctx)
	if again, _ := s.serverID(ctx); first == "" || again != first {
		t.Errorf("the server is %q and then %q", first, again)
	}
}
