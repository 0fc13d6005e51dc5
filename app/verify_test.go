package app

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// taken posts an answer as our client does, and returns what the app answers.
func taken(t *testing.T, lab *enginetest.Lab, id, sentAt, data string) (said struct {
	Code, Receipt string
	Attempts      int
}) {
	t.Helper()
	form := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Zoé"}, "sender_uuid": {"a1"},
		"question_nb": {"3"}, "type": {"str"}, "data": {data}, "record_id": {id}, "sent_at": {sentAt},
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, lab.Address+"/add-record", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if err := json.NewDecoder(answer.Body).Decode(&said); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("answered %d (%v)", answer.StatusCode, err)
	}
	return said
}

func TestAReceiptTellsItsAnswer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	lab := enginetest.OpenIn(t, dir)
	first := taken(t, lab, "r1", "2026-11-30T10:00:00Z", "41")
	again := taken(t, lab, "r1", "2026-11-30T10:00:00Z", "41") // its reply was lost
	second := taken(t, lab, "r2", "2026-11-30T10:01:00Z", "42")
	late := taken(t, lab, "r0", "2026-11-30T09:00:00Z", "40")
	if again.Receipt != first.Receipt || first.Attempts != 1 || again.Attempts != 1 || second.Attempts != 2 || late.Attempts != 3 || late.Code != "attempt" {
		t.Errorf("the answers are %+v, %+v, %+v, %+v", first, again, second, late)
	}

	verify := func(code string) (said string, isOne bool) {
		out, err := enginetest.Command(t, "verify", code, "--data", dir).CombinedOutput()
		return string(out), err == nil
	}
	for _, tt := range []struct {
		code string
		want []string
		is   bool
	}{
		{first.Receipt, []string{"Zoé answered question 3 at ", "session lab-1 of prof", "not the answer that is kept", second.Receipt}, true},
		{strings.ToLower(strings.ReplaceAll(second.Receipt, "-", "")), []string{second.Receipt, "This is the answer that is kept."}, true},
		{late.Receipt, []string{"not the answer that is kept"}, true},
		{"7KQ4-M2XD", []string{"no receipt of an answer or of a notebook that is in"}, false},
		{"hello", []string{`"hello" is no receipt`}, false},
	} {
		said, is := verify(tt.code)
		for _, want := range tt.want {
			if !strings.Contains(said, want) || is != tt.is {
				t.Errorf("verify %s says %q (%v), want %q", tt.code, said, is, want)
			}
		}
	}

	// The list finds it as the student shows it, also that of an attempt; the export has it.
	for _, code := range []string{first.Receipt, second.Receipt, late.Receipt} {
		page, err := lab.API.Records(api.RecordQuery{SessionID: lab.Session, Text: strings.ToLower(code)})
		if err != nil || len(page.Records) != 1 || page.Total != 1 {
			t.Errorf("%s finds %d of %d (%v)", code, len(page.Records), page.Total, err)
		}
	}
	answer := lab.Answer("3")
	if answer.Record.Receipt != second.Receipt || len(answer.EarlierReceipts) != 2 || answer.EarlierReceipts[1].Receipt != first.Receipt {
		t.Errorf("the panel has %s and %+v", answer.Record.Receipt, answer.EarlierReceipts)
	}
	out, err := enginetest.Command(t, "export", "--data", dir, "--owner", "prof", "--session", "lab-1", "--format", "csv", "--output", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if rows := enginetest.Rows(t, out); len(rows) != 1 || rows[0]["receipt"] != second.Receipt {
		t.Errorf("the export is %q", rows)
	}
}
