package assistants

import (
	"context"
	"slices"
	"strings"
	"time"

	"npt/app/api"
)

const (
	// mostThings bounds how many things are known on which somebody acted last.
	mostThings = 5000
	// toldFor is how long somebody is told that another acted later on the same thing.
	toldFor = 2 * time.Minute
	// mostShown bounds what somebody is told at once.
	mostShown = 10
)

// teacher is the id of who is no assistant.
const teacher = 0

// last is who acted on a thing last, and how.
type last struct {
	who   int64
	value string
}

// isReplacedBy reports whether an act on a thing takes the place of the one before it, so that whoever did
// that is to be told. Of being with a student it is only what somebody on the way must know, and a visit that
// is taken back: who goes to somebody who waits again replaces nothing.
func (l last) isReplacedBy(thing, value string) bool {
	if l.value == value {
		return false
	}
	if strings.HasPrefix(thing, "with ") {
		return l.value == onTheWay || l.value == "true" && value == "false"
	}
	return true
}

// note keeps a deed: in the log if an assistant did it, and for who acted on the same thing before.
func (d *Door) note(ctx context.Context, who *link, done deed) {
	students := d.actedFor(ctx, done.students)
	d.mu.Lock()
	now := d.now()
	d.lastID++
	id, name, by := d.lastID, "", int64(teacher)
	if who != nil {
		by, name = who.id, who.name
		who.acts++
		d.acts = append(d.acts, act{undo: done.undo, by: by, Act: api.Act{
			ID: id, At: api.Stamp(now), Who: name, Method: done.method, Question: done.question, Value: cut(done.value),
			Students: students, Undoable: done.undo != nil,
		}})
		d.acts = d.acts[max(0, len(d.acts)-mostActs):]
	}
	replaced := api.Replaced{ID: id, At: api.Stamp(now), Who: name, Method: done.method, Question: done.question, Value: cut(done.value), Students: students}
	for _, before := range d.lastOf(done, by) {
		d.tell(before, now, replaced)
	}
	d.mu.Unlock()
	d.engine.StatusChanged()
}

// lastOf returns those whose acts a deed of somebody takes the place of, each once, and keeps it as the last
// on its things. The lock is held.
func (d *Door) lastOf(done deed, by int64) (replaced []int64) {
	for _, thing := range done.things {
		before, there := d.things[thing]
		if there && before.who != by && before.isReplacedBy(thing, done.value) && !slices.Contains(replaced, before.who) {
			replaced = append(replaced, before.who)
		}
		if len(d.things) >= mostThings {
			clear(d.things)
		}
		d.things[thing] = last{by, done.value}
	}
	return replaced
}

// tell has somebody hear that another acted later. The lock is held.
func (d *Door) tell(who int64, now time.Time, replaced api.Replaced) {
	if who == teacher {
		d.replaced = recent(append(d.replaced, replaced), now)
		return
	}
	for _, l := range d.links {
		if l.id == who {
			l.replaced = recent(append(l.replaced, replaced), now)
		}
	}
}

// tellUndone has whoever did something hear that the teacher took it back. The lock is held.
func (d *Door) tellUndone(done act) {
	now := d.now()
	d.lastID++
	d.tell(done.by, now, api.Replaced{
		ID: d.lastID, At: api.Stamp(now), Method: done.Method, Question: done.Question, Value: done.Value, Students: done.Students, Undone: true,
	})
}

// recent returns what is still worth telling.
func recent(all []api.Replaced, now time.Time) []api.Replaced {
	oldest := api.Stamp(now.Add(-toldFor))
	kept := []api.Replaced{}
	for _, r := range all[max(0, len(all)-mostShown):] {
		if r.At >= oldest {
			kept = append(kept, r)
		}
	}
	return kept
}
