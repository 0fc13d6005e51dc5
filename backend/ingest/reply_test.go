package ingest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/ingest"
)

var shownSentAt = time.Date(2026, 2, 11, 14, 5, 6, 0, time.UTC)

// Only who reads JSON is told what the original did not say.
func TestANotebookIsToldWhichAnswerIsShown(t *testing.T) {
	h := ingest.New(&recorder{outcome: classroom.Outcome{Updated: true, ShownSentAt: shownSentAt}}, silence{}, prof{}, nil, ingest.Code{})
	for accept, want := range map[string]string{
		"application/json": `{"status":"success","code":"attempt","message":"Kept as an attempt: a later answer of yours is shown","shown":"2026-02-11T14:05:06Z","messages":[]}`,
		"*/*":              "Success: Record updated",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/add-record", strings.NewReader(form().Encode()))
		r.Header.Set("Content-Type", formType)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := strings.TrimSpace(w.Body.String()); w.Code != http.StatusOK || got != want {
			t.Errorf("who accepts %s is told %d %s", accept, w.Code, got)
		}
	}
}
