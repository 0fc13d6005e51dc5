package engine_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"npt/app/api"
)

// The label of a group tells its hint to those who are in it and to those who fall into it later, and says
// how they stand now.
func TestAHintTravelsWithItsLabel(t *testing.T) {
	c := newClass(t)
	alice, bob, carol := c.kernel("Alice"), c.kernel("Bob"), c.kernel("Carol")
	for _, k := range []*kernel{alice, bob} {
		k.send("3", k.student, "96")
	}
	c.mark("3", "96", "wrong")
	c.feedback("3", api.Feedback{Kind: "hint"})()
	c.label("3", "96", "axis", "Mind the axis.")
	told := func() (all api.Told) {
		t.Helper()
		p, err := c.API.QuestionPage(c.query("3"))
		must(t, err)
		for _, g := range p.Groups {
			if g.Label == "axis" {
				all = g.Told
			}
		}
		return all
	}
	want := func(name string, want api.Told) {
		t.Helper()
		if got := told(); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	c.run(alice, step{"in the group", nil, "Alice wrong Mind the axis."})
	want("before Alice's notebook says that it has it", api.Told{})
	c.run(alice, step{"it says so", nil, ""})
	c.run(bob, step{"in the group", nil, "Bob wrong Mind the axis."}, step{"it says so", nil, ""})
	want("two", api.Told{Told: 2, StillWrong: 2})
	c.run(alice, step{"sent again", func() { alice.send("3", "a2", "35"); c.mark("3", "35", "right") }, "a2 right"})
	want("one is right since", api.Told{Told: 2, RightSince: 1, StillWrong: 1})
	c.run(carol, step{"who comes later", func() { carol.send("3", "c1", "96") }, "c1 wrong Mind the axis."}, step{"says so", nil, ""})
	want("three", api.Told{Told: 3, RightSince: 1, StillWrong: 2})
	c.run(bob, step{"the hint edited", func() { c.label("3", "96", "axis", "Mind axis 0.") }, "Bob wrong Mind axis 0."}, step{"once", nil, ""})
	c.run(alice, step{"who has left the group", nil, ""})
	must(t, c.API.LabelGroup(c.query("3"), c.key("3", "96"), ""))
	must(t, c.API.LabelGroup(c.query("3"), c.key("3", "96"), "axis"))
	want("the label removed and back", api.Told{Told: 3, RightSince: 1, StillWrong: 2})
}

// A notebook that cannot show feedback is answered byte for byte as before; a preflight ignores it.
func TestWhoDoesNotAskHearsNothing(t *testing.T) {
	c := newClass(t)
	alice := c.kernel("Alice")
	alice.send("3", "r1", "96")
	must(t, c.API.SetLanguage("en"))
	before, preflight := alice.ask(), alice.ask("preflight", "1")
	c.feedback("3", api.Feedback{Kind: "verdict"})()
	c.mark("3", "96", "wrong")
	if after := alice.ask(); string(after) != string(before) {
		t.Errorf("an old client gets %s, and got %s", after, before)
	}
	if after := alice.ask("preflight", "1", "told", ""); string(after) != string(preflight) {
		t.Errorf("a preflight gets %s, and got %s", after, preflight)
	}
	must(t, c.API.SetLanguage("fr"))
	empty := string(c.kernel("Bob").ask("told", ""))
	if silent := strings.Replace(empty, `,"language":"fr"`, "", 1); silent != string(before) || silent == empty {
		t.Errorf("where nothing is to be told: %s, want %s and the language", empty, before)
	}
	if after := string(alice.ask("preflight", "1")); after != strings.Replace(string(preflight), `"language":"en"`, `"language":"fr"`, 1) {
		t.Errorf("a preflight in French gets %s", after)
	}
}

// Nothing of what is expected, and nothing of another student, is in any byte that is told.
func TestWhatIsToldHoldsNoSecret(t *testing.T) {
	c := newClass(t)
	alice, bob := c.kernel("Alice"), c.kernel("Bob")
	must(t, c.API.SetQuestions(c.Session, []api.CatalogueEntry{{Label: "3", Title: "Inertia"}}))
	must(t, c.API.SetCheck(c.query("3"), api.Check{Kind: "exact", Expected: []string{"SECRETVALUE"}}))
	must(t, c.API.SetLanguage("fr"))
	c.feedback("3", api.Feedback{Kind: "hint"})()
	bob.send("3", "bobs", "SECRETVALUE")
	alice.send("3", "r1", "96")
	c.label("3", "96", "SECRETLABEL", "Mind the axis.")
	body := string(alice.ask("told", ""))
	for _, secret := range []string{"SECRETVALUE", "SECRETLABEL", "Bob", "bobs"} {
		if strings.Contains(body, secret) {
			t.Errorf("%s is in %s", secret, body)
		}
	}
	var answer struct {
		Told, Language string
		Feedback       []heard
	}
	must(t, json.Unmarshal([]byte(body), &answer))
	if answer.Language != "fr" || len(answer.Feedback) != 1 || answer.Feedback[0].Title != "Inertia" || answer.Feedback[0].Part != "" || answer.Feedback[0].Question != "3" {
		t.Errorf("told %+v", answer)
	}
	if _, err := time.Parse(time.RFC3339, answer.Feedback[0].At); err != nil {
		t.Error(err)
	}
}
