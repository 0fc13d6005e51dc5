// Package backend_test holds the rules of the house that no compiler checks: which room may use which,
// where things belong, how long a file may be, and which words are retired. Each rule says why. A rule
// fails if its subject no longer exists, so that no rule outlives it.
package backend_test

import (
	"go/build"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	root   = ".."
	module = "npt"
)

// A room is a row of the table of edges: which of our rooms a package uses, which others its tests
// use, and why there are no more.
type room struct{ name, uses, tests, why string }

// rooms is the table of edges. A package uses only the rooms of its row. A new package needs a row,
// and an edge that no file needs any more must be removed.
var rooms = []room{
	{name: ".", uses: "app", why: "main.go starts the program and does nothing else"},
	{name: "app", uses: "app/api app/assistants app/awake app/colleague app/console app/engine app/instance app/journal app/safefile app/window app/workbench backend/notebook frontend/src/words",
		tests: "app/enginetest", why: "the command line puts faces and engine together and knows nothing below them; a notebook is a file that needs neither"},
	{name: "app/window", uses: "app/api app/awake app/colleague app/engine app/instance app/journal frontend frontend/src/words",
		tests: "app/enginetest", why: "a face shows what api says: what the backend knows reaches it through api"},
	{name: "app/console", uses: "app/api app/engine app/safefile frontend",
		tests: "app/enginetest", why: "a face shows what api says: what the backend knows reaches it through api"},
	{name: "app/assistants", uses: "app/api app/console app/engine app/instance app/pairing app/safefile frontend",
		tests: "app/enginetest backend/classroom", why: "assistants get what a face shows, and the console's way of showing it"},
	{name: "app/colleague", uses: "app/api app/instance app/pairing app/safefile backend/classroom backend/discovery",
		tests: "app/assistants app/enginetest", why: "somebody else's class needs nothing of one's own: neither engine nor records"},
	{name: "app/pairing", why: "what proves a code is the same on both sides and knows neither"},
	{name: "app/api", uses: "app/awake app/engine app/journal app/safefile app/transfer app/workbench " + whatPagesAsk + " frontend/src/words",
		tests: "app/console app/enginetest", why: "calls of the page are answered from the engine, whatever face asks"},
	{name: "app/engine", uses: "app/instance app/locale app/report app/safefile app/transfer " + whatEngineRuns + " frontend/src/words", tests: "app/api app/enginetest",
		why: "the app without a face: it knows neither the calls of a page nor a window"},
	{name: "app/report", uses: "backend/assess backend/budget backend/classroom backend/export backend/payload frontend/src/words",
		tests: "app/api app/engine app/enginetest", why: "how a session looks to people follows from its judgements and the words: neither store nor face is needed for it"},
	{name: "app/transfer", uses: "backend/archive backend/classroom backend/payload backend/store", tests: "backend/export backend/gradebook backend/handout backend/roster",
		why: "a file goes straight into the store: neither engine nor face is needed for it"},
	{name: "app/instance", why: "one app a data folder: a lock, a port and paths need nothing else"},
	{name: "app/locale", why: "what a country means for a file needs nothing of ours"},
	{name: "app/awake", uses: "app/instance", why: "keeping the computer awake needs only the name of the app"},
	{name: "app/safefile", why: "writing a file whole or not at all needs nothing of ours"},
	{name: "app/workbench", uses: "app/safefile backend/classroom backend/notebook", why: "a notebook is prepared without a class, whoever shows it: window, browser or command line"},
	{name: "app/journal", uses: "app/instance", why: "the log must work before and after everything else"},
	{name: "app/enginetest", uses: "app/api app/engine backend/classroom", why: "the harness drives the engine as faces do"},
	{name: "app/netlab", tests: "app/api app/enginetest frontend/src/words", why: "the network laboratory tries the program from outside"},
	{name: "frontend", why: "it embeds the built page and nothing else"},
	{name: "frontend/src/words", why: "it embeds the catalogue of words and reads it: whoever speaks uses it"},

	{name: "backend", why: "it holds these rules"},
	{name: "backend/cputime", why: "measuring a function needs nothing of ours"},
	{name: "backend/python", tests: "backend/cputime", why: "reading Python source needs nothing of ours: notebooks, code answers and the projector share it"},
	{name: "backend/pyjson", tests: "backend/cputime", why: "reading JSON as Python writes it needs nothing of ours"},
	{name: "backend/discovery", why: "what is announced is handed in, so that the network can be tried without the rest"},
	{name: "backend/doctor", why: "a finding is a code and values: whoever shows it has the words"},
	{name: "backend/pyclient", why: "the notebook's side is Python and is delivered as one file"},
	{name: "backend/demo", why: "an invented class is a client as any other: it knows the wire and nothing of the app"},
	{name: "backend/backup", why: "where copies are kept and which of them stay hangs on no data: who copies is handed in"},
	{name: "backend/retention", why: "how long a session is kept is a calculation over times"},
	{name: "backend/budget", why: "what reading may cost is one table, whoever reads"},
	{name: "backend/payload", uses: "backend/budget backend/pyjson", tests: "backend/cputime", why: "what was sent is read without knowing who sent it, or when"},
	{name: "backend/classroom", uses: "backend/payload", why: "the domain knows no database, no network and no window"},
	{name: "backend/compare", uses: "backend/budget backend/classroom backend/payload backend/pyjson backend/python", tests: "backend/cputime",
		why: "whether answers are alike and right depends on the answers and on a rule of the classroom alone"},
	{name: "backend/helpqueue", uses: "backend/classroom", why: "who is next depends on requests and answers, wherever they are kept and whoever judges them"},
	{name: "backend/assess", uses: "backend/budget backend/classroom backend/compare backend/helpqueue backend/payload", why: "verdicts follow from records and rules, wherever those are kept"},
	{name: "backend/sheet", uses: "backend/classroom", why: "a table is read without knowing what it is for"},
	{name: "backend/roster", uses: "backend/classroom", tests: "backend/sheet", why: "whose notebook is whose depends on names, wherever they are kept"},
	{name: "backend/gradebook", uses: "backend/classroom", why: "points follow from verdicts and a scheme, wherever those are kept"},
	{name: "backend/handout", uses: "backend/budget backend/classroom backend/export backend/notebook backend/pyjson",
		why: "files come in and go out whoever carries them; whose they are is kept elsewhere"},
	{name: "backend/archive", uses: "backend/classroom backend/payload", why: "a session in a file is the same whoever keeps it"},
	{name: "backend/store", uses: "backend/archive backend/budget backend/classroom backend/gradebook backend/handout backend/helpqueue backend/payload backend/roster", why: "rows are written and read here, and judged elsewhere"},
	{name: "backend/ingest", uses: "backend/budget backend/classroom backend/handout backend/payload", why: "what faces the network reaches records through the domain only"},
	{name: "backend/events", uses: "backend/classroom", why: "an event is a kind and ids, never data"},
	{name: "backend/export", uses: "backend/archive backend/classroom backend/gradebook backend/payload backend/pyjson backend/roster backend/sheet", why: "a file is made of records, wherever they come from"},
	{name: "backend/notebook", uses: "backend/classroom backend/pyjson backend/python", tests: "backend/cputime", why: "a lab's notebook is read and prepared without a class: it is a file"},
}

const (
	whatPagesAsk = "backend/archive backend/assess backend/backup backend/budget backend/classroom backend/compare backend/discovery backend/doctor backend/events backend/export " +
		"backend/gradebook backend/handout backend/helpqueue backend/notebook backend/payload backend/pyclient backend/pyjson backend/python backend/retention backend/roster backend/sheet backend/store"
	whatEngineRuns = "backend/archive backend/assess backend/backup backend/budget backend/classroom backend/demo backend/discovery backend/doctor backend/events backend/export backend/handout backend/helpqueue " +
		"backend/ingest backend/payload backend/pyclient backend/retention backend/roster backend/sheet backend/store"
)

// TestEdges compares the table of edges with the imports of the files.
func TestEdges(t *testing.T) {
	used := map[string]bool{} // "room -> room", by what is no test
	tested := map[string]bool{}
	seen := map[string]bool{}
	for _, i := range imports(t, ".") {
		if !slices.ContainsFunc(rooms, func(r room) bool { return r.name == i.room }) {
			t.Errorf("%s: %s has no row in the table of edges", i.file, i.room)
			continue
		}
		seen[i.room] = true
		to, ok := strings.CutPrefix(i.path, module+"/")
		if !ok || to == i.room {
			continue // another's package, or its own from a test beside it
		}
		if i.test {
			tested[i.room+" -> "+to] = true
		} else {
			used[i.room+" -> "+to] = true
		}
	}
	for _, r := range rooms {
		if !seen[r.name] {
			t.Errorf("%s has a row in the table of edges and is gone", r.name)
		}
		r.hold(t, used, r.uses, "")
		r.hold(t, tested, r.uses+" "+r.tests, " in a test")
		for _, to := range strings.Fields(r.uses) {
			if !used[r.name+" -> "+to] {
				t.Errorf("%s may use %s, and no file needs that any more", r.name, to)
			}
		}
		for _, to := range strings.Fields(r.tests) {
			if !tested[r.name+" -> "+to] {
				t.Errorf("tests of %s may use %s, and none needs that any more", r.name, to)
			}
		}
	}
}

// hold reports each edge from the room that its row does not allow.
func (r room) hold(t *testing.T, edges map[string]bool, allowed, where string) {
	t.Helper()
	for edge := range edges {
		from, to, _ := strings.Cut(edge, " -> ")
		if from == r.name && !slices.Contains(strings.Fields(allowed), to) {
			t.Errorf("%s uses %s%s: %s", from, to, where, r.why)
		}
	}
}

// heavy lists the dependencies that only one room imports, and the rooms that may reach them through
// others. All other rooms build and are tested without them.
var heavy = []struct{ dependency, room, reach, why string }{
	{"github.com/wailsapp/", "app/window", "app .", "everything but the window builds without GTK and a C compiler"},
	{"C", "app/window", "app .", "everything but the window builds without a C compiler"},
	{"github.com/spf13/cobra", "app", ".", "the command line is a face: what it does can be called without it"},
	{"gorm.io/", "backend/store", "app/transfer " + engineAndFaces, "rows are nobody else's business"},
	{"github.com/glebarez/", "backend/store", "app/transfer " + engineAndFaces, "there is one driver of SQLite, with its pragmas in one place"},
	{"github.com/grandcat/zeroconf", "backend/discovery", engineAndFaces, "the network is asked in one place"},
	{"github.com/pion/mdns", "backend/discovery", engineAndFaces, "the network is asked in one place"},
}

const engineAndFaces = "app/engine app/api app/assistants app/colleague app/console app/window app/enginetest app ."

// TestHeavyDependencies: one room imports each of them, and only a few reach it through other rooms.
func TestHeavyDependencies(t *testing.T) {
	all := imports(t, ".")
	for _, h := range heavy {
		direct := map[string]bool{}
		for _, i := range all {
			if !strings.HasPrefix(i.path, h.dependency) {
				continue
			}
			direct[i.room] = true
			if i.room != h.room {
				t.Errorf("%s imports %s, which belongs in %s: %s", i.file, i.path, h.room, h.why)
			}
		}
		if !direct[h.room] {
			t.Errorf("%s imports no %s any more: its rule has lost its subject", h.room, h.dependency)
		}
		reached := reaching(all, h.room)
		for _, room := range reached {
			if room != h.room && !slices.Contains(strings.Fields(h.reach), room) {
				t.Errorf("%s reaches %s through %s: %s", room, h.dependency, h.room, h.why)
			}
		}
		for _, room := range strings.Fields(h.reach) {
			if !slices.Contains(reached, room) {
				t.Errorf("%s may reach %s through %s, and does not any more", room, h.dependency, h.room)
			}
		}
	}
	for _, i := range all {
		if strings.HasPrefix(i.path, "modernc.org/") {
			t.Errorf("%s imports %s, which would register the driver of SQLite twice", i.file, i.path)
		}
	}
}

// reaching returns the rooms from which a room is reached by imports of non-test files, including the
// room itself.
func reaching(all []imported, target string) []string {
	reach := []string{target}
	for grown := true; grown; {
		grown = false
		for _, i := range all {
			to, ok := strings.CutPrefix(i.path, module+"/")
			if ok && !i.test && slices.Contains(reach, to) && !slices.Contains(reach, i.room) {
				reach, grown = append(reach, i.room), true
			}
		}
	}
	return reach
}

// TestBuildsWithoutAWindow: a build without tags has no wails in it.
func TestBuildsWithoutAWindow(t *testing.T) {
	untagged := build.Default
	untagged.BuildTags, untagged.CgoEnabled = nil, true
	for _, i := range imports(t, "app/window") {
		if !strings.HasPrefix(i.path, "github.com/wailsapp/") {
			continue
		}
		for _, system := range []string{"linux", "windows", "darwin"} {
			untagged.GOOS = system
			built, err := untagged.MatchFile(filepath.Join(root, "app/window"), path.Base(i.file))
			if err != nil || built {
				t.Errorf("%s imports %s and is built without a tag on %s (%v)", i.file, i.path, system, err)
			}
		}
	}
}

// domain lists the rooms that know neither a database nor a network nor a window.
var domain = []string{
	"backend/budget", "backend/python", "backend/pyjson", "backend/payload", "backend/compare", "backend/assess", "backend/classroom",
}

// outside lists the packages of the standard library that reach files, processes or the network.
var outside = []string{"database/sql", "net", "net/http", "net/netip", "os", "os/exec", "syscall", "plugin"}

// TestDomainImports: the code that decides about answers uses only the standard library and Unicode,
// so it can be read, fuzzed and moved alone.
func TestDomainImports(t *testing.T) {
	for _, room := range domain {
		for _, i := range imports(t, room) {
			if !standard(i.path) && !strings.HasPrefix(i.path, module+"/") && !strings.HasPrefix(i.path, "golang.org/x/text/") {
				t.Errorf("%s imports %s: the domain uses the standard library and golang.org/x/text only", i.file, i.path)
			}
			if !i.test && slices.Contains(outside, i.path) {
				t.Errorf("%s imports %s: the domain knows neither a database nor a network nor files", i.file, i.path)
			}
		}
	}
}

// TestComposition: main.go starts app and does nothing else, not even by the standard library.
func TestComposition(t *testing.T) {
	for _, i := range imports(t, ".") {
		if i.room == "." && i.path != module+"/app" {
			t.Errorf("%s imports %s: it only starts app", i.file, i.path)
		}
	}
}

// TestPackageNames: a package is named after what it is about.
func TestPackageNames(t *testing.T) {
	vague := []string{"utils", "util", "helpers", "helper", "manager", "types", "common", "misc", "shared"}
	eachFile(t, ".", ".go", func(file string) {
		if name := path.Base(path.Dir(file)); slices.Contains(vague, name) {
			t.Errorf("%s: no package is named %s", file, name)
		}
	})
}
