package api

import (
	"context"
	"time"

	"npt/backend/classroom"
)

// Role is what an assistant may do.
type Role string

// The roles, each with all that the one before it may do.
const (
	Looks Role = "look" // reads
	Helps Role = "help" // and visits, and writes messages
	Marks Role = "mark" // and judges: verdicts, labels, hints, merged students
)

// LinkEnd is when an assistant's link ends by itself.
type LinkEnd string

// The ends.
const (
	EndsWithSession LinkEnd = "session"  // when the session that it is for closes
	EndsAtMidnight  LinkEnd = "midnight" // it follows the teacher's current session until then
)

// Door lets other people take part in a class by browsers of their own.
type Door interface {
	// Team returns who takes part, and what they did.
	Team() Team
	// Invite makes a code for one person. It takes the place of an earlier one that nobody used.
	Invite(sessionID int64, role Role, ends LinkEnd) (Invitation, error)
	// CallOff ends the invitation that nobody used yet.
	CallOff()
	// SetRole changes what an assistant may do.
	SetRole(id int64, role Role) error
	// End ends an assistant's link at once.
	End(id int64) error
	// Undo takes back what an assistant did.
	Undo(ctx context.Context, actID int64) error
	// ForceNumbers has numbers stand for names for every assistant, whatever they chose.
	ForceNumbers(forced bool)
	// TeacherDid notes that the teacher has called a method of API.
	TeacherDid(method string, args ...any)
	// Replaced returns what assistants did on the same things after the teacher.
	Replaced() []Replaced
}

// Person is somebody other than the teacher, for whom a face answers calls.
type Person interface {
	// NamesHidden reports whether numbers stand for the names of students for this person.
	NamesHidden() bool
	// Helper returns the name by which the others know who helps a student.
	Helper() string
}

// Stamp returns a moment as pages get it: of fixed digits, so that texts sort as moments do.
func Stamp(at time.Time) string { return stamp(at) }

// Team returns who takes part in the class beside the teacher, and what they did.
func (api *API) Team() (Team, error) {
	if api.face.Door == nil {
		return Team{People: []Assistant{}, Acts: []Act{}, Invitations: []Invitation{}}, nil
	}
	return api.face.Door.Team(), nil
}

// InviteAssistant makes a code by which one person can take part within ten minutes. The role is look,
// help or mark; the link ends with the session or at midnight.
func (api *API) InviteAssistant(sessionID int64, role, ends string) (Invitation, error) {
	end := LinkEnd(ends)
	if end != EndsWithSession && end != EndsAtMidnight {
		return Invitation{}, classroom.Errorf(classroom.CodeBadField, "%q is no end of an assistant's access: write session or midnight.", ends)
	}
	session, err := api.engine.Store.Session(api.ctx, sessionID)
	if err != nil {
		return Invitation{}, err
	}
	if !session.Open {
		return Invitation{}, classroom.Errorf(classroom.CodeConflict, "The session is closed: open it first, then invite.")
	}
	var made Invitation
	err = api.atDoor(role, func(d Door, r Role) (err error) {
		made, err = d.Invite(sessionID, r, end)
		return err
	})
	return made, err
}

// CallOffInvitation makes the code worthless that nobody used yet.
func (api *API) CallOffInvitation() error {
	return api.atDoor(string(Looks), func(d Door, _ Role) error { d.CallOff(); return nil })
}

// SetAssistantRole changes what an assistant may do, at once.
func (api *API) SetAssistantRole(id int64, role string) error {
	return api.atDoor(role, func(d Door, r Role) error { return d.SetRole(id, r) })
}

// EndAssistant ends an assistant's link at once: an open page of theirs shows nothing more.
func (api *API) EndAssistant(id int64) error {
	return api.atDoor(string(Looks), func(d Door, _ Role) error { return d.End(id) })
}

// UndoAct takes back what an assistant did.
func (api *API) UndoAct(actID int64) error {
	return api.atDoor(string(Looks), func(d Door, _ Role) error { return d.Undo(api.engine.Context(), actID) })
}

// ForceNumbers has numbers stand for the names of students for every assistant, or leaves it to each.
func (api *API) ForceNumbers(forced bool) error {
	return api.atDoor(string(Looks), func(d Door, _ Role) error { d.ForceNumbers(forced); return nil })
}

// atDoor does something at the door for assistants, if there is one; the error is CodeBadField if role is
// none.
func (api *API) atDoor(role string, do func(Door, Role) error) error {
	switch r := Role(role); {
	case r != Looks && r != Helps && r != Marks:
		return classroom.Errorf(classroom.CodeBadField, "%q is no role of an assistant: write look, help or mark.", role)
	case api.face.Door == nil:
		return classroom.Errorf(classroom.CodeUnavailable, "Nobody can be invited here, for this page is not the teacher's own.")
	default:
		return do(api.face.Door, r)
	}
}

// did tells the door that the teacher has done something, unless it failed, and returns the error.
func (api *API) did(err error, method string, args ...any) error {
	if err == nil && api.face.Door != nil {
		api.face.Door.TeacherDid(method, args...)
	}
	return err
}

// namesHidden reports whether numbers stand for the names of students for whoever asks.
func (api *API) namesHidden(ctx context.Context) (bool, error) {
	if api.face.Person != nil {
		return api.face.Person.NamesHidden(), nil
	}
	return api.engine.Settings.NamesHidden(ctx)
}
