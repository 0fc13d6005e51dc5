package engine

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"

	"npt/app/instance"
)

// diary is a list of services that write down their calls.
type diary struct {
	entries []string
}

func (d *diary) service(name string, start, stop error) Service {
	return service{
		name:  name,
		begin: func(context.Context) error { d.entries = append(d.entries, "start "+name); return start },
		end:   func() error { d.entries = append(d.entries, "stop "+name); return stop },
	}
}

func TestServicesStopInTheOppositeOrder(t *testing.T) {
	var d diary
	var s services
	for _, name := range []string{"a", "b", "c"} {
		if err := s.start(t.Context(), d.service(name, nil, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.stop(), s.stop()); err != nil { // the second call stops nothing
		t.Fatal(err)
	}
	if want := []string{"start a", "start b", "start c", "stop c", "stop b", "stop a"}; !slices.Equal(d.entries, want) {
		t.Errorf("%q, want %q", d.entries, want)
	}
}

// A service that does not start does not stop the app, and one that does not stop does not keep the
// others running. The names of both are reported.
func TestAServiceThatFailsIsSaidAndTheOthersGoOn(t *testing.T) {
	var d diary
	e, err := Open(t.Context(), Config{DataDir: t.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	if err != nil {
		t.Fatal(err)
	}
	e.Try(t.Context(), d.service("first", nil, nil), d.service("broken", errors.New("no"), nil), d.service("stuck", nil, errors.New("it hangs")), d.service("last", nil, nil))
	i := slices.IndexFunc(e.Notices(), func(n Notice) bool { return n.Code == "service_failed" })
	if i < 0 || !slices.Equal(e.Notices()[i].Params, []Param{{"service", "broken"}}) {
		t.Errorf("the notices are %+v", e.Notices())
	}
	if open, err := e.OpenSessions(t.Context()); err != nil || open != 1 {
		t.Errorf("the app has %d sessions open, %v", open, err)
	}
	if err := e.Close(); err == nil || err.Error() != "stuck: it hangs" {
		t.Errorf("closing says %v", err)
	}
	want := []string{"start first", "start broken", "start stuck", "start last", "stop last", "stop stuck", "stop first"}
	if !slices.Equal(d.entries, want) {
		t.Errorf("%q, want %q", d.entries, want)
	}
	// The engine's own services were stopped too: another app can take the folder.
	again, err := Open(t.Context(), Config{DataDir: e.DataFolder(), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

// If a service that is needed fails, the app fails and leaves nothing running.
func TestAnEngineWithoutWhatItNeedsDoesNotOpen(t *testing.T) {
	dir := t.TempDir()
	if e, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:none"}); e != nil || err == nil {
		t.Errorf("it opens with %v, %v", e, err)
	}
	e, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// If a service that is not needed fails, the app answers notebooks all the same.
func TestAnEngineWithItsNeedsAloneAnswers(t *testing.T) {
	e := newEngine(t.Context(), Config{DataDir: t.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, p := range e.ownServices() {
		if !p.isNeeded {
			e.services.try(t.Context(), service{name: p.Name(), begin: func(context.Context) error { return errors.New("no") }})
		} else if err := e.services.start(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if len(e.Addresses()) == 0 || e.HostName() != "" {
		t.Errorf("it is at %v, named %q", e.Addresses(), e.HostName())
	}
	e.OnAction(instance.Activate, func() error { return nil })
	if s := e.HostState(); !s.Running {
		t.Errorf("the doctor is told %+v", s)
	}
	if err := e.SetOwner(t.Context(), "someone else"); err != nil {
		t.Error(err)
	}
	res, err := http.Get(e.Servers()[0] + "/who")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("a notebook is answered %v, %v", res, err)
	}
	_ = res.Body.Close()
	if said := e.Notices(); len(said) < 5 || said[0].Params[0].Value != "control server" || said[1].Params[0].Value != "key" || said[2].Params[0].Value != "announcement" {
		t.Errorf("the notices are %+v", said)
	}
}
