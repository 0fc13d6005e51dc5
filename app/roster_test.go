package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// A class list goes in while the app runs and without it, and comes out as an attendance list.
func TestAClassListOnTheCommandLine(t *testing.T) {
	l := enginetest.Open(t)
	l.SendAs("ada LOVELACE", "1", "str", "x")
	l.SendAs("Grace", "1", "str", "y")
	dir := t.TempDir()
	file := func(text string) string {
		path := filepath.Join(dir, "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o400); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Remove(path) })
		return path
	}
	list := file("Nom;Prénom;Numéro étudiant;Groupe\nLovelace;Ada;0012;B\nHopper;Grace;7;A\nCurie;Marie;8;A\n")
	say := func(args ...string) string {
		out, err := enginetest.Command(t, append(args, "--data", l.DataFolder(), "--owner", "prof")...).CombinedOutput()
		if err != nil {
			return "failed: " + string(out)
		}
		return string(out)
	}
	for _, c := range []struct{ args, want string }{
		{"roster --preview " + list, "3 students on the list: 3 new, 0 changed, 0 as before, 0 not in the file and kept\n"},
		{"roster " + list, "3 students on the list: 3 new, 0 changed, 0 as before, 0 not in the file and kept\n"},
		{"roster " + list, "3 students on the list: 0 new, 0 changed, 3 as before, 0 not in the file and kept\n"},
		{"roster " + dir, "failed: npt: read " + dir + ": is a directory\n"},
	} {
		if got := say(strings.Fields(c.args)...); got != c.want {
			t.Errorf("npt %s says %q, want %q", c.args, got, c.want)
		}
	}
	attendance := say("export", "--session", "lab-1", "--format", "attendance", "--output", "-")
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(attendance), "\r\n")[1:] {
		cells := strings.Split(line, ",")
		got = append(got, strings.ReplaceAll(strings.Join(cells[:6], "|"), `"`, ""))
	}
	want := "Ada Lovelace|=0012||B|present|1\nGrace Hopper|7||A|absent|0\nMarie Curie|8||A|absent|0\nGrace||||not on the list|1"
	if strings.Join(got, "\n") != want {
		t.Errorf("attendance\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	// Who is missed in a gradebook is said before it is written.
	out, err := enginetest.Command(t, "export", "--data", l.DataFolder(), "--owner", "prof", "--session", "lab-1", "--format", "moodle", "--output", "-").CombinedOutput()
	for _, line := range []string{"npt: 1 not on the class list: Grace\n", "npt: 2 without an answer: Grace Hopper, Marie Curie\n", `"Ada","Lovelace","0012","",1` + "\r\n", `"Marie","Curie","8","",""`} {
		if err != nil || !strings.Contains(string(out), line) {
			t.Errorf("no %q in %s (%v)", line, out, err)
		}
	}
	if csv := exported(t, l.DataFolder()); csv[0][5] != "0012" && csv[1][5] != "0012" {
		t.Errorf("no identifier in %q", csv)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := say("roster", "--remove-missing", file("Name\nAda Lovelace\n")); !strings.HasPrefix(got, "1 students on the list: 0 new, 0 changed, 1 as before, 2 removed") {
		t.Errorf("without the app: %q", got)
	}
}
