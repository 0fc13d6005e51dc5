//go:build linux

package netlab

import (
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"

	"golang.org/x/net/dns/dnsmessage"
)

// A colleague's app in the same network is found by what it announces to notebooks, and its class is opened by the code;
// nothing that is announced tells that anybody is invited.
func TestNetColleague(t *testing.T) {
	_, prof, mia := class(t)
	p := newTeacher(prof, "Prof Müller")
	p.named()
	m := newTeacher(mia, "mia")
	var announced syncSet
	mia.overhear(func(r dnsmessage.Resource) { announced.add(r.Header.Name.String() + " " + r.Body.GoString()) })
	made := invoke[api.Invitation](p, "InviteAssistant", p.status().CurrentSession, "look", "session")

	found := invoke[[]api.Colleague](m, "Colleagues")
	i := slices.IndexFunc(found, func(c api.Colleague) bool { return c.Owner == "Prof Müller" })
	if i < 0 || len(found) != 1 || found[i].Address != "10.78.0.1" || found[i].Host != "npt-prof-m-ller.local" {
		t.Fatalf("the colleagues are %+v", found)
	}
	door := invoke[api.ColleagueDoor](m, "ColleagueDoor", found[i].Address)
	if door.Fingerprint != made.Fingerprint || "https://"+door.Address != made.Addresses[0] || door.Changed {
		t.Fatalf("the door is %+v of %+v", door, made)
	}
	if byName := invoke[api.ColleagueDoor](m, "ColleagueDoor", "npt-prof-m-ller.local"); byName != door {
		t.Errorf("by its name it is %+v", byName)
	}
	invoke[api.ColleagueLink](m, "JoinColleague", door.Address, door.Fingerprint, made.Code, "Mia")
	if sessions := invoke[string](m, "AskColleague", "Sessions", "[]", ""); !strings.Contains(sessions, `"lab-1"`) {
		t.Errorf("the class is %s", sessions)
	}
	enginetest.Eventually(t, "the page to be seen", func() bool {
		people := invoke[api.Team](p, "Team").People
		return len(people) == 1 && people[0].Name == "Mia" && people[0].IsHere
	})
	announced.m.Range(func(text, _ any) bool {
		if strings.Contains(text.(string), "6781") || strings.Contains(text.(string), "assist") {
			t.Errorf("%s is announced", text)
		}
		return true
	})
	// With another certificate at the same address the class is not opened.
	p.stop()
	p.run("rm", p.dir+"/data/npt-assistants.pem")
	again := newTeacher(prof, "Prof Müller")
	invoke[api.Invitation](again, "InviteAssistant", again.status().CurrentSession, "look", "session")
	if door := invoke[api.ColleagueDoor](m, "ColleagueDoor", "10.78.0.1"); !door.Changed {
		t.Errorf("another certificate is taken for the one of before: %+v", door)
	}
}
