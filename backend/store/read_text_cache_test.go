package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// What is looked for in memory is what the file has: beside other texts, within them,
// over their ends, with any character.
func TestTextsAreSearchedAsTheFileIs(t *testing.T) {
	s, session := newStore(t)
	for i, text := range []string{"abc", "ab", "cab", "", "é ü", "ÉÜ", "x\x00y", "1 2 3", "12", strings.Repeat("ab", 700), "end\n"} {
		e := newRecord("Alice", string(rune('a'+i)), i)
		e.Payload.Data, e.Preview.Text = []byte(text), text
		save(t, s, e)
	}
	for text, within := range map[string]bool{
		"a": true, "abc": true, "bc": true, "é": true, "ÉÜ": true, "x\x00": true, "\x00": true, "12": true, "d\n": true,
		"nowhere": false, "bcab": false, "y1": false, // the last two only where a text ends and the next begins
	} {
		text = payload.Fold(norm.NFC.String, text)
		var inFile, first, inMemory *matches
		err := s.snapshot(t.Context(), func(tx *gorm.DB) (err error) {
			if inFile, err = scanTexts(tx, session.ID, text); err != nil {
				return err
			}
			if first, err = s.texts.search(tx, session.ID, text); err != nil {
				return err
			}
			s.texts.readers.Wait()
			inMemory, err = s.texts.search(tx, session.ID, text)
			return err
		})
		if err != nil || !slices.Equal(inMemory.with, inFile.with) || !slices.Equal(first.with, inFile.with) {
			t.Errorf("%q is in %v, at first in %v, in the file in %v (%v)", text, inMemory, first, inFile, err)
		}
		if len(inFile.with) > 0 != within {
			t.Errorf("%q is in %d texts", text, len(inFile.with))
		}
		if all := slices.Sorted(slices.Values(slices.Concat(inMemory.with, inMemory.without))); !slices.Equal(all, slices.Sorted(slices.Values(inMemory.byTime))) {
			t.Errorf("%q: %v and %v are not all", text, inMemory.with, inMemory.without)
		}
	}
	if s.texts.last.Load() == nil {
		t.Error("nothing was held")
	}
}

// Whatever was answered as kept, changed or deleted before a search is in what it finds.
func TestASearchSeesEachWrite(t *testing.T) {
	s, session := newStore(t)
	found := func(text string) int {
		t.Helper()
		defer s.texts.readers.Wait() // the next look is in memory, if nothing is written until then
		return must(s.CountRecords(t.Context(), classroom.RecordFilter{SessionID: session.ID, Text: text}))(t)
	}
	e := newRecord("Alice", "1", 1)
	send := func(text string) {
		e.Payload.Data, e.Preview.Text = []byte(text), text
		e.RecordID += "0"
		e.SentAt = e.SentAt.Add(time.Second)
		save(t, s, e)
	}
	for _, text := range []string{"one", "two", "three"} {
		send(text)
		if found(text) != 1 || found("one") > 0 && text != "one" {
			t.Errorf("after %q: it is in %d records, one in %d", text, found(text), found("one"))
		}
	}
	all := classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: session.ID}}
	deleted, err := s.DeleteRecords(t.Context(), all)
	if err != nil || found("three") != 0 {
		t.Errorf("deleted, it is in %d records (%v)", found("three"), err)
	}
	if _, err := s.UndoDelete(t.Context(), deleted.ID); err != nil || found("three") != 1 {
		t.Errorf("taken back, it is in %d records (%v)", found("three"), err)
	}
}

// A page of what was found is the same from memory as from the file, in every order.
func TestPagesOfWhatWasFound(t *testing.T) {
	s, session := newStore(t)
	entries := make([]classroom.NewRecord, fewMatches+200)
	const others = 50 // without the text
	for i := range entries {
		entries[i] = newRecord("S"+strconv.Itoa(i/400), strconv.Itoa(i%400), i/3) // of three, the time does not decide
		entries[i].RecordID = strconv.Itoa(i)
		if i < others {
			entries[i].Payload.Data, entries[i].Preview.Text = []byte("another"), "another"
		}
	}
	total := len(entries) - others - 2
	outcomes := keepTogether(t, s, entries)
	gone := classroom.RecordSelection{IDs: []int64{outcomes[others+7].RecordID, outcomes[500].RecordID}, Filter: classroom.RecordFilter{SessionID: session.ID}}
	if _, err := s.DeleteRecords(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for _, q := range []classroom.RecordQuery{{Limit: 10}, {Limit: 10, Ascending: true}, {Offset: 95, Limit: 10}, {Offset: 5100, Limit: 100}, {Offset: 6000, Limit: 5},
		{Sort: classroom.SortStudent, Limit: 10}, {Sort: classroom.SortQuestion, Offset: 300, Limit: 10}, {Sort: classroom.SortAnswer, Offset: 95, Limit: 10}, {Sort: classroom.SortAttempts, Limit: 10}} {
		q.SessionID, q.Text = session.ID, "answer"
		q.Sort = cmp.Or(q.Sort, classroom.SortTime)
		ids := func() (ids []int64) {
			page := must(s.Records(t.Context(), q))(t)
			if page.Total != total {
				t.Errorf("%d are found", page.Total)
			}
			for _, r := range page.Records {
				ids = append(ids, r.ID)
			}
			return ids
		}
		s.texts.last.Store(nil)
		inFile := ids()
		s.texts.readers.Wait()
		if inMemory := ids(); s.texts.last.Load() == nil || !slices.Equal(inMemory, inFile) || len(inFile) != max(0, min(q.Limit, total-q.Offset)) {
			t.Errorf("%+v: %v from memory, %v from the file", q, inMemory, inFile)
		}
	}
}
