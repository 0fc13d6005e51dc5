package roster_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"npt/backend/roster"
	"npt/backend/sheet"
)

func people(t *testing.T, text string) []roster.Person {
	t.Helper()
	table, err := sheet.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return numbered(roster.People(table.Rows, roster.Recognise(table.Rows), strings.TrimSpace))
}

func numbered(all []roster.Person) []roster.Person {
	for i := range all {
		all[i].ID = int64(i + 1)
	}
	return all
}

func TestListsOfOtherSystems(t *testing.T) {
	alice := roster.Person{ID: 1, Name: "Alice Martin", First: "Alice", Last: "Martin"}
	with := func(identifier, email, section string) roster.Person {
		p := alice
		p.Identifier, p.Email, p.Section = identifier, email, section
		return p
	}
	for name, c := range map[string]struct {
		text string
		want roster.Person
	}{
		"Moodle's grades": {"First name,Surname,ID number,Institution,Department,Email address,Quiz: Quiz 1 (Real)\nAlice,Martin,0012,,,a@u.fr,8.00\n", with("0012", "a@u.fr", "")},
		"Moodle's participants in French": {"Prénom;Nom de famille;Numéro d’identification;Adresse de courriel;Groupes\nAlice;Martin;0012;a@u.fr;TD 2\n",
			with("0012", "a@u.fr", "TD 2")},
		"Moodle without identifiers": {"First name,Last name,ID number,Username,Email address\nAlice,Martin,,amartin,a@u.fr\n", with("amartin", "a@u.fr", "")},
		"Canvas": {"Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (4711)\n    Points Possible,,,,,10\n\"Martin, Alice\",99,0012,amartin,B,7\n\"Student, Test\",1,,x,B,\n",
			with("0012", "", "B")},
		"names alone":          {"Alice Martin\nBob Durand\n", roster.Person{ID: 1, Name: "Alice Martin"}},
		"last and first names": {"Martin,Alice\nDurand,Bob\n", alice},
		"no heads":             {"12345678\tMartin\tAlice\ta@u.fr\n12345679\tDurand\tBob\tb@u.fr\n", with("12345678", "a@u.fr", "")},
		"a number in French":   {"Prénom;Nom;Numéro\nAlice;Martin;0012\n", with("0012", "", "")},
		"a cell of two lines":  {"Name,Identifier\n\"Alice\r\nMartin\",0012\n", roster.Person{ID: 1, Name: "Alice Martin", Identifier: "0012"}},
		"one head":             {"Nom\nAlice Martin\n", roster.Person{ID: 1, Name: "Alice Martin"}},
		"name and group":       {"Étudiant;Groupe\nAlice Martin;B\n", roster.Person{ID: 1, Name: "Alice Martin", Section: "B"}},
	} {
		if got := people(t, c.text); len(got) == 0 || got[0] != c.want || strings.Contains(c.text, "Canvas") && len(got) != 1 {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestNobodyIsDoubled(t *testing.T) {
	first := people(t, "Name,Identifier,Email,Section\nAlice Martin,1,a@u.fr,A\nBob Durand,,b@u.fr,A\nZoé Petit,,,\nSam Roe,,,\nSam Roe,,,\nAlice Martin,1,,\n")
	if len(first) != 5 {
		t.Fatalf("%d students, want 5: %+v", len(first), first)
	}
	shared := people(t, "Name,ID,Email\nAda,1,a@x\nAda,2,b@x\nBob,3,a@x\nBob B,3,c@x\nAda,1,a@x\nNoa,,A@X\n") // an address of two
	if len(shared) != 3 || shared[2].Name != "Bob" {
		t.Errorf("%+v, want two called Ada, and Bob", shared)
	}
	again, changes := roster.Merge(first, first, false)
	if !slices.Equal(again, first) || changes.Same != 5 || len(changes.Added)+len(changes.Changed)+len(changes.Missing) > 0 {
		t.Errorf("the same list again: %+v", changes)
	}
	other := people(t, "Nom;E-mail;Identifier;Section\nALICE MARTIN-ROY;;1;B\nDURAND Bob;B@U.FR;2;\nPETIT Zoe;;;B\nAlice Martin;other@u.fr;7;\n")
	merged, changes := roster.Merge(first, other, false)
	if len(merged) != 6 || len(changes.Added) != 1 || len(changes.Changed) != 3 || len(changes.Missing) != 2 {
		t.Errorf("%d students, %d added, %d changed, %d missing", len(merged), len(changes.Added), len(changes.Changed), len(changes.Missing))
	}
	if want := (roster.Person{ID: 1, Name: "ALICE MARTIN-ROY", Identifier: "1", Email: "a@u.fr", Section: "B"}); merged[0] != want {
		t.Errorf("%+v, want %+v", merged[0], want)
	}
	if left, _ := roster.Merge(first, other, true); len(left) != 4 {
		t.Errorf("%d students without the missing, want 4", len(left))
	}
}

// class is a list with what makes matching hard.
const class = `Name,Identifier,Email
Alice Martin,0012345678,alice.martin@u.fr
Éloïse Noël,2,e@u.fr
Jean-Pierre O'Brien,3,jp@u.fr
Li Wei,4,
李雷,5,
Bob Durand,6,
Bob Durand,7,
Marie Claire Dubois,8,
Thomas Petit,9,
Thomas Grand,10,
Sören Großmann,11,
`

func TestWhoseNotebook(t *testing.T) {
	list := roster.List{People: people(t, class)}
	for _, c := range []struct {
		name string
		want string // a number: sure; with a ?: to be asked; empty: nobody
	}{
		{"alice martin", "1"}, {"MARTIN Alice", "1"}, {"alice.martin", "1"}, {"AliceMartin", "1"}, {"A. Martin", "1"}, {"alice m", "1"}, {"amartin", "1"},
		{"0012345678", "1"}, {"alice.martin@u.fr", "1"}, {"Alice Jeanne Martin", "1"}, {"Alice", "?1"}, {"Alise Martin", "?1"},
		{"eloise noel", "2"}, {"NOËL Éloïse", "2"}, {"jean pierre obrien", "3"}, {"JP O'Brien", "?3"}, {"Wei Li", "4"}, {"李雷", "5"},
		{"Bob Durand", "?6,7"}, {"bob", "?6,7"}, {"Marie Dubois", "8"}, {"thomas", "?9,10"}, {"T. Petit", "9"}, {"soren grossmann", "11"},
		{"Nobody Known", ""}, {"xx", ""}, {"", ""},
	} {
		got := roster.MatchAll(list, []roster.Notebook{{ID: 1, Names: []string{c.name}}})[0]
		says := strings.ReplaceAll(strings.Trim(fmt.Sprint(got.Candidates), "[]"), " ", ",")
		if got.IsSure {
			says = fmt.Sprint(got.Person)
		} else if says != "" {
			says = "?" + says
		}
		if says != c.want {
			t.Errorf("%q is of %q, want %q", c.name, says, c.want)
		}
	}
}

func notebook(id int64, name string) roster.Notebook {
	return roster.Notebook{ID: id, Names: []string{name}, Keys: []roster.Key{{Device: fmt.Sprint("d", id), Name: name}}}
}

func TestTwoOfOneNameStayApart(t *testing.T) {
	list := roster.List{People: people(t, class), Decisions: roster.Decisions{}}
	two := []roster.Notebook{notebook(1, "Alice Martin"), notebook(2, "alice martin"), notebook(3, "Bob Durand"), notebook(4, "Bob Durand")}
	for _, m := range roster.MatchAll(list, two) {
		if m.IsSure || len(m.Candidates) == 0 {
			t.Errorf("%+v is not asked", m)
		}
	}
	better := roster.MatchAll(list, []roster.Notebook{notebook(1, "Alice Martin"), notebook(2, "A. Martin")})
	if !better[0].IsSure || better[1].IsSure {
		t.Errorf("the whole name counts less than an initial: %+v", better)
	}
	// What was decided holds in the next session, on another device too, as long as it is clear who is meant.
	for i, person := range []int64{1, roster.Nobody, 6, 7} {
		list.Decisions[two[i].Keys[0]] = person
	}
	for i, m := range roster.MatchAll(list, two) {
		if !m.IsSure || !m.IsDecided || m.Person != []int64{1, roster.Nobody, 6, 7}[i] {
			t.Errorf("%d: %+v", i, m)
		}
	}
	list.Decisions = roster.Decisions{{Device: "old", Name: "Bobby"}: 6}
	if m := roster.MatchAll(list, []roster.Notebook{notebook(9, "Bobby")})[0]; !m.IsSure || m.Person != 6 {
		t.Errorf("on another device: %+v", m)
	}
	if m := roster.MatchAll(list, []roster.Notebook{notebook(8, "Bobby"), notebook(9, "Bobby")}); m[0].IsSure || m[1].IsSure {
		t.Errorf("two of that name: %+v", m)
	}
}
