package assistants

import (
	"context"
	"log/slog"
	"slices"

	"npt/app/api"
)

var errGone = api.Errorf(api.CodeNotFound, "This assistant does not take part any more.")

// Team returns who takes part, and what they did.
func (d *Door) Team() api.Team {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := api.Team{People: []api.Assistant{}, Acts: []api.Act{}, Invitations: []api.Invitation{}, NumbersForced: d.forced.Load()}
	for _, l := range d.links {
		t.People = append(t.People, d.view(l))
	}
	for _, done := range slices.Backward(d.acts) {
		t.Acts = append(t.Acts, done.Act)
	}
	if d.invitation != nil && d.now().Before(d.invitation.until) {
		t.Invitations = append(t.Invitations, d.invited())
	}
	return t
}

// view returns an assistant as pages show one. The lock is held.
func (d *Door) view(l *link) api.Assistant {
	return api.Assistant{
		ID: l.id, Name: l.name, Role: string(l.role), Ends: string(l.ends), Since: api.Stamp(l.since), IsHere: l.pages.Load() > 0, Acts: l.acts,
		Forced: d.forced.Load(), Share: l.share,
	}
}

// invited returns the invitation as the teacher sees it. The lock is held.
func (d *Door) invited() api.Invitation {
	i := d.invitation
	v := api.Invitation{
		Code: i.code, Role: string(i.role), Ends: string(i.ends), Until: api.Stamp(i.until), Misses: i.misses, Locked: i.misses >= mostMisses, Addresses: []string{},
	}
	if d.server != nil {
		v.Addresses, v.Fingerprint = d.addresses(), fingerprint(d.server.cert.Load())
	}
	return v
}

// Invite makes a code for one person, in the place of an earlier one that nobody used.
func (d *Door) Invite(sessionID int64, role api.Role, ends api.LinkEnd) (api.Invitation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stopped {
		return api.Invitation{}, api.Errorf(api.CodeUnavailable, "The app is being closed.")
	}
	if len(d.links) >= mostLinks {
		return api.Invitation{}, api.Errorf(api.CodeConflict, "%d assistants take part already: end one first.", mostLinks)
	}
	d.isEmpty = false
	if err := d.open(); err != nil {
		slog.Error("assistants: the door does not open", "cause", err)
		return api.Invitation{}, api.Errorf(api.CodeUnavailable, "The door for assistants does not open: %v.", err)
	}
	d.invitation = &invitation{code: newCode(), session: sessionID, role: role, ends: ends, until: d.now().Add(inviteFor)}
	d.engine.StatusChanged()
	return d.invited(), nil
}

// CallOff ends the invitation that nobody used yet.
func (d *Door) CallOff() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.invitation = nil
	d.engine.StatusChanged()
}

// SetRole changes what an assistant may do.
func (d *Door) SetRole(id int64, role api.Role) error {
	return d.with(id, func(l *link) { l.role = role })
}

// End ends an assistant's link at once.
func (d *Door) End(id int64) error {
	return d.with(id, d.drop)
}

// with does something with a link, under the lock.
func (d *Door) with(id int64, do func(*link)) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.links, func(l *link) bool { return l.id == id })
	if i < 0 {
		return errGone
	}
	do(d.links[i])
	d.engine.StatusChanged()
	return nil
}

// ForceNumbers has numbers stand for names for every assistant, or leaves it to each.
func (d *Door) ForceNumbers(forced bool) {
	d.forced.Store(forced)
	d.engine.NamesChanged()
}

// Undo takes back what an assistant did.
func (d *Door) Undo(ctx context.Context, actID int64) error {
	d.mu.Lock()
	i := slices.IndexFunc(d.acts, func(a act) bool { return a.ID == actID && a.Undoable && !a.Undone })
	var done act
	if i >= 0 {
		// Noted first, so that two who undo do it once.
		d.acts[i].Undone, done = true, d.acts[i]
	}
	d.mu.Unlock()
	if i < 0 {
		return api.Errorf(api.CodeNotFound, "That cannot be taken back any more.")
	}
	err := done.undo(ctx)
	d.mu.Lock()
	if err == nil {
		d.tellUndone(done)
	} else if i := slices.IndexFunc(d.acts, func(a act) bool { return a.ID == actID }); i >= 0 {
		d.acts[i].Undone = false
	}
	d.mu.Unlock()
	d.engine.StatusChanged()
	return err
}

// Replaced returns what assistants did of late on the same things after the teacher.
func (d *Door) Replaced() []api.Replaced {
	d.mu.Lock()
	defer d.mu.Unlock()
	return recent(d.replaced, d.now())
}
