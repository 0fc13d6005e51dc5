package engine

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"strconv"
	"time"

	"npt/backend/assess"
	"npt/backend/retention"
)

// The keys of the settings in the data file. No other file of the program uses them.
const (
	keyOwner       = "owner"
	keySession     = "current_session"
	keyServerID    = "server_id"
	keyInterface   = "interface"
	keyNamesHidden = "names_hidden"
	keyAwake       = "keep_awake"
	keyLeave       = "leave_sessions"
	keyLanguage    = "language"
	keyThresholds  = "attention"
	keyPseudonyms  = "pseudonyms"
	keySecond      = "backup_folder"
	keyRetention   = "retention"
)

// Settings holds the choices that the app remembers, each with its own type. They are stored as text
// in the data file. Values of earlier versions can be read; a value that cannot be read counts as not
// set. Every setter returns once the value is on disk.
type Settings struct {
	store settingStore
}

// settingStore stores texts by key; a text that was never set is empty.
type settingStore interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Owner returns the teacher whose sessions are shown; "" until the first start is done.
func (s Settings) Owner(ctx context.Context) (string, error) { return s.store.Setting(ctx, keyOwner) }

func (s Settings) setOwner(ctx context.Context, name string) error {
	return s.store.SetSetting(ctx, keyOwner, name)
}

// CurrentSession returns the id of the session that every tab shows; 0 if there is none.
func (s Settings) CurrentSession(ctx context.Context) (int64, error) {
	text, err := s.store.Setting(ctx, keySession)
	if err != nil || text == "" {
		return 0, err
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, nil //nolint:nilerr // a text that is no id counts as not set
	}
	return id, nil
}

func (s Settings) setCurrentSession(ctx context.Context, id int64) error {
	return s.store.SetSetting(ctx, keySession, strconv.FormatInt(id, 10))
}

// serverID returns the id of this data folder's server. It creates the id on the first call.
func (s Settings) serverID(ctx context.Context) (string, error) {
	id, err := s.store.Setting(ctx, keyServerID)
	if err != nil || id != "" {
		return id, err
	}
	id = rand.Text()
	return id, s.store.SetSetting(ctx, keyServerID, id)
}

// Interface returns the name of the only interface on which notebooks reach the app; "" for every one.
func (s Settings) Interface(ctx context.Context) (string, error) {
	return s.store.Setting(ctx, keyInterface)
}

// pseudonyms returns the key of the pseudonyms that stay the same over a term; "" if there is none.
func (s Settings) pseudonyms(ctx context.Context) (string, error) {
	return s.store.Setting(ctx, keyPseudonyms)
}

func (s Settings) setPseudonyms(ctx context.Context, key string) error {
	return s.store.SetSetting(ctx, keyPseudonyms, key)
}

func (s Settings) setInterface(ctx context.Context, name string) error {
	return s.store.SetSetting(ctx, keyInterface, name)
}

// NamesHidden reports whether numbers replace the names of students; false if never set.
func (s Settings) NamesHidden(ctx context.Context) (bool, error) {
	return s.truth(ctx, keyNamesHidden, false)
}

// SetNamesHidden hides the names of students, or shows them again.
func (s Settings) SetNamesHidden(ctx context.Context, hidden bool) error {
	return s.setTruth(ctx, keyNamesHidden, hidden)
}

// KeepAwake reports whether the computer is kept awake while a session is open; true if never set.
func (s Settings) KeepAwake(ctx context.Context) (bool, error) { return s.truth(ctx, keyAwake, true) }

// SetKeepAwake sets whether the computer is kept awake while a session is open.
func (s Settings) SetKeepAwake(ctx context.Context, on bool) error {
	return s.setTruth(ctx, keyAwake, on)
}

// SecondFolder returns the path of the folder that gets a copy of each backup; "" if there is none.
func (s Settings) SecondFolder(ctx context.Context) (string, error) {
	return s.store.Setting(ctx, keySecond)
}

func (s Settings) setSecondFolder(ctx context.Context, path string) error {
	return s.store.SetSetting(ctx, keySecond, path)
}

// Retention returns how long sessions are kept; for ever if never set.
func (s Settings) Retention(ctx context.Context) (retention.Plan, error) {
	text, err := s.store.Setting(ctx, keyRetention)
	return retention.Read(text), err
}

func (s Settings) setRetention(ctx context.Context, p retention.Plan) error {
	return s.store.SetSetting(ctx, keyRetention, p.Text())
}

// Leave says what happens to open sessions when the window closes.
type Leave string

// The ways to leave.
const (
	LeaveAsk   Leave = ""      // ask each time
	LeaveKeep  Leave = "keep"  // they stay open: notebooks continue at the next start
	LeaveClose Leave = "close" // they are closed first
)

// Leave returns what happens to open sessions when the window closes; LeaveAsk if never set.
func (s Settings) Leave(ctx context.Context) (Leave, error) {
	text, err := s.store.Setting(ctx, keyLeave)
	switch leave := Leave(text); leave {
	case LeaveKeep, LeaveClose:
		return leave, err
	}
	return LeaveAsk, err
}

// SetLeave sets what happens to open sessions when the window closes.
func (s Settings) SetLeave(ctx context.Context, leave Leave) error {
	return s.store.SetSetting(ctx, keyLeave, string(leave))
}

// Language returns the code of the language that the page last used, so that the menu uses it too; ""
// if never set.
func (s Settings) Language(ctx context.Context) (string, error) {
	return s.store.Setting(ctx, keyLanguage)
}

// SetLanguage sets the language that the page uses, by its code.
func (s Settings) SetLanguage(ctx context.Context, language string) error {
	return s.store.SetSetting(ctx, keyLanguage, language)
}

// thresholds is how assess.Thresholds is stored. Earlier versions stored the domain's own struct, with
// the times Silent and Start in nanoseconds.
type thresholds struct {
	SilentMinutes int `json:"silentMinutes"`
	StartMinutes  int `json:"startMinutes"`
	Ahead         int `json:"ahead"`
	Attempts      int `json:"attempts"`

	Silent time.Duration `json:"Silent,omitempty"`
	Start  time.Duration `json:"Start,omitempty"`
}

// Thresholds returns when a student needs attention; assess.DefaultThresholds if never set.
func (s Settings) Thresholds(ctx context.Context) (assess.Thresholds, error) {
	text, err := s.store.Setting(ctx, keyThresholds)
	if err != nil || text == "" {
		return assess.DefaultThresholds, err
	}
	var kept thresholds
	unreadable := json.Unmarshal([]byte(text), &kept)
	t := assess.Thresholds{
		Silent: kept.Silent + time.Duration(kept.SilentMinutes)*time.Minute, Ahead: kept.Ahead,
		Start: kept.Start + time.Duration(kept.StartMinutes)*time.Minute, Attempts: kept.Attempts,
	}
	if unreadable != nil || t.Validate() != nil {
		t = assess.DefaultThresholds // another version of the app wrote them
	}
	return t, nil
}

// SetThresholds sets when a student needs attention; times are stored in minutes.
func (s Settings) SetThresholds(ctx context.Context, t assess.Thresholds) error {
	text, err := json.Marshal(thresholds{
		SilentMinutes: int(t.Silent.Minutes()), StartMinutes: int(t.Start.Minutes()), Ahead: t.Ahead, Attempts: t.Attempts,
	})
	if err != nil {
		return err
	}
	return s.store.SetSetting(ctx, keyThresholds, string(text))
}

// truth returns a setting that is true or false; initial if it was never set. Earlier versions wrote
// yes and no for some settings.
func (s Settings) truth(ctx context.Context, key string, initial bool) (bool, error) {
	text, err := s.store.Setting(ctx, key)
	switch text {
	case "true", "yes":
		return true, err
	case "false", "no":
		return false, err
	}
	return initial, err
}

func (s Settings) setTruth(ctx context.Context, key string, value bool) error {
	return s.store.SetSetting(ctx, key, strconv.FormatBool(value))
}
