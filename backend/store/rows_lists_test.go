package store

import (
	"testing"

	"npt/backend/classroom"
)

// wantReceipts checks that the record has the receipts of all entries but those that were repeats.
func wantReceipts(t *testing.T, s *Store, r classroom.Record, entries []classroom.NewRecord, kept int, repeated []bool) {
	t.Helper()
	others := -1
	for i, e := range entries {
		of := must(s.Receipted(t.Context(), e.Receipt))(t)
		if repeated[i] { // whose receipt is that of the first delivery
			if len(of) != 0 {
				t.Errorf("the receipt of repeat %d is kept: %+v", i, of)
			}
			continue
		}
		others++
		if len(of) != 1 || of[0].Record.ID != r.ID || of[0].IsKept != (i == kept) || !of[0].SentAt.Equal(e.SentAt) {
			t.Errorf("receipt %d is of %+v, want the record, kept %v", i, of, i == kept)
		}
	}
	if r.Receipt != entries[kept].Receipt || len(r.EarlierReceipts) != others {
		t.Errorf("the record has %v and %v", r.Receipt, r.EarlierReceipts)
	}
}

func TestTheLastReceiptsOfARecordAreKept(t *testing.T) {
	var all receipts
	all.add(7, 70, false) // late, to a record of an earlier version of the app
	if all.kept() != 0 || len(all.earlier()) != 1 {
		t.Fatalf("the receipts are %v, %v", all.kept(), all.earlier())
	}
	for i := range int64(200) {
		all.add(classroom.Receipt(1000+i), i, i%2 == 0)
	}
	earlier := all.earlier()
	if all.kept() != 1198 || len(earlier) != maxReceipts-1 || earlier[len(earlier)-1].Receipt != 1199 {
		t.Errorf("kept %v, the last of %d others is %v", all.kept(), len(earlier), earlier[len(earlier)-1])
	}
	if _, _, found := all.find(1000); found {
		t.Error("the oldest is still there")
	}
	all.add(0, 300, true) // without a key there is no receipt
	if sentAt, isKept, found := all.find(1198); !found || isKept || !sentAt.Equal(moment(198)) || all.kept() != 0 {
		t.Errorf("the replaced one is found %v, kept %v, of %v", found, isKept, sentAt)
	}
}
