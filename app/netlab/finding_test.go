//go:build linux

package netlab

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/enginetest"
)

// How a student's notebook that contains the client finds the app. In each test the earlier ways
// cannot work.

// forgotten is a cell that was made in another room: none of the addresses that it knows is valid
// here.
func forgotten(cell string) string {
	const known = `_npt_served = {"servers": [`
	before, after, _ := strings.Cut(cell, known)
	_, after, _ = strings.Cut(after, "]")
	return before + known + `"http://10.78.0.250:6780"]` + after
}

// asks runs a cell, which may look for the app, and sends twice.
func (s *student) asks(cell string) *student {
	s.t.Helper()
	s.cell(cell)
	s.cell("send(1, 1)")
	s.cell("send([1, 2], 2)")
	return s
}

// both waits until the two sends of asks have come, and returns how long that took.
func (t *teacher) both() time.Duration {
	t.t.Helper()
	return waitFor(t.t, "both records", 40*time.Second, func() bool { return slices.Equal(t.got(), []string{"1", "2"}) })
}

// noMulticast stops every port of l from passing on multicast.
func (l *lan) noMulticast() {
	for port := 1; port <= l.ports; port++ {
		l.multicast(fmt.Sprintf("port%d", port), false)
	}
}

// A cell that was prepared at home finds the app by its announcement and prints nothing.
func TestNetSelfContained(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	p.named()
	s := newStudent(alice).asks(forgotten(p.cell().SelfContained))
	t.Logf("both came after %s", p.both())
	if said := s.leave(); strings.Contains(said, "asked") || strings.Contains(said, "Traceback") {
		t.Errorf("the student saw %s", said)
	}
}

// A cell with the addresses of the room works and prints nothing.
func TestNetSelfContainedAtOnce(t *testing.T) {
	l, prof, alice := class(t)
	l.noMulticast()
	p := newTeacher(prof, "prof")
	p.worksThrough(alice, p.cell().SelfContained)
}

// If multicast is dropped, the notebook tries its neighbours one by one. Of two teachers with one name
// it finds the right one, and the other never gets a record.
func TestNetProbe(t *testing.T) {
	l, first, second, alice := rivals(t)
	l.noMulticast()
	ours, other := newTeacher(first, "prof"), newTeacher(second, "prof")
	s := newStudent(alice).asks(forgotten(ours.cell().SelfContained))
	t.Logf("both came after %s", ours.both())
	if said := s.leave(); strings.Contains(said, "asked") || strings.Contains(said, "Traceback") {
		t.Errorf("the student saw %s", said)
	}
	if got := other.got(); len(got) > 0 {
		t.Errorf("the neighbour got %v", got)
	}
}

// If a notebook must not try its neighbours, it asks its student. Here the student first types the
// address of the teacher next door, and the notebook says that it is wrong.
func TestNetBoard(t *testing.T) {
	l, first, second, alice := rivals(t)
	l.noMulticast()
	ours, other := newTeacher(first, "prof"), newTeacher(second, "prof")
	cell := strings.Replace(forgotten(ours.cell().SelfContained), "npt.join()", "npt_config['probe'] = False\nnpt.join()", 1)

	wrong := newStudent(alice, "BOARD=10.78.0.3").asks(cell)
	if said := wrong.leave(); strings.Count(said, "asked: Address on the board: ") < 2 || !strings.Contains(said, "another teacher's computer") {
		t.Errorf("who types the neighbour's address saw %s", said)
	}
	home := t.TempDir()
	right := newStudent(alice, "BOARD=10.78.0.9", "HOME="+home).asks(cell)
	ours.both()
	if said := right.leave(); strings.Count(said, "asked: Address on the board: ") != 1 || !strings.Contains(said, "found it at http://10.78.0.9:6780") {
		t.Errorf("who types the right address saw %s", said)
	}
	if got := other.got(); len(got) > 0 {
		t.Errorf("the neighbour got %v", got)
	}

	// The next kernel remembers the address and asks nothing.
	again := newStudent(alice, "HOME="+home)
	again.cell(cell)
	again.cell("send(3, 3)")
	if said := again.leave(); said != "" {
		t.Errorf("in the next kernel the student saw %s", said)
	}
	enginetest.Eventually(t, "the record of the next kernel", func() bool { return slices.Contains(ours.got(), "3") })
}

// If an address now belongs to another teacher with the same name and session, that teacher gets
// nothing. The notebook keeps its records until it finds the right computer again.
func TestNetAddressOfAnother(t *testing.T) {
	l, first, second, alice := rivals(t)
	l.noMulticast()
	ours := newTeacher(first, "prof")
	s := newStudent(alice)
	s.cell(ours.cell().ByAddress)
	s.cell("send(1, 1)")
	enginetest.Eventually(t, "the first record", func() bool { return slices.Contains(ours.got(), "1") })
	first.ip("addr del 10.78.0.9/24 dev eth0")
	second.ip("addr del 10.78.0.3/24 dev eth0", "addr add 10.78.0.9/24 brd + dev eth0")
	alice.ip("neigh flush dev eth0") // as if the network had told it that the address moved
	other := newTeacher(second, "prof")
	s.cell("send(2, 2)")
	s.cell("import time")
	for range 12 {
		s.cell("time.sleep(2); npt.status()")
	}
	waitFor(t, "the student to be told", 40*time.Second, func() bool { return strings.Contains(s.said.String(), "another teacher's computer") })
	if got := other.got(); len(got) > 0 {
		t.Fatalf("the neighbour got %v", got)
	}
	second.ip("addr del 10.78.0.9/24 dev eth0", "addr add 10.78.0.3/24 brd + dev eth0")
	first.ip("addr add 10.78.0.9/24 brd + dev eth0")
	alice.ip("neigh flush dev eth0")
	waitFor(t, "the record that was kept", time.Minute, func() bool { return slices.Contains(ours.got(), "2") })
	s.leave()
}
