package api

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"

	"npt/backend/classroom"
	"npt/backend/events"
)

var update = flag.Bool("update", false, "write the golden files")

// changesFile says, for some events, what the page receives and which keys it then asks for again.
// keys.test.ts reads the keys.
const changesFile = "../../frontend/src/api/changes.golden.json"

// changeCase is one case of changesFile. Keys belongs to the page and is not changed.
type changeCase struct {
	Name    string            `json:"name"`
	Events  []publishedEvent  `json:"events"`
	Changed Changed           `json:"changed"`
	Keys    []json.RawMessage `json:"keys"`
}

type publishedEvent struct {
	Kind    classroom.EventKind `json:"kind"`
	Session int64               `json:"session"` // 0 means every session
}

// Go sends exactly what the page's own test reads.
func TestTheEventsAreThoseThatThePageReads(t *testing.T) {
	text, err := os.ReadFile(changesFile)
	if err != nil {
		t.Fatal(err)
	}
	var cases []changeCase
	if err := json.Unmarshal(text, &cases); err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for i, c := range cases {
		sent := sentFor(t, c.Events)
		if !*update && !reflect.DeepEqual(sent, c.Changed) {
			t.Errorf("%s: %+v is sent, and the page's test reads %+v: run this test with -update", c.Name, sent, c.Changed)
		}
		cases[i].Changed = sent
	}
	if *update {
		text, err := json.MarshalIndent(cases, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(changesFile, append(text, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// sentFor returns the messages that the page receives when these events come at once.
func sentFor(t *testing.T, published []publishedEvent) (sent Changed) {
	synctest.Test(t, func(*testing.T) {
		hub, stop := events.New(), make(chan struct{})
		listener := hub.NewListener()
		for _, e := range published {
			hub.Publish(classroom.Event{Kind: e.Kind, SessionID: e.Session})
		}
		go listener.Run(stop, 0, func(c events.Change) { sent = changedView(c) })
		synctest.Wait()
		close(stop)
	})
	slices.Sort(sent.Kinds)
	slices.Sort(sent.Sessions)
	return sent
}
