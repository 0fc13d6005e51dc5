package ingest

import (
	"context"
	"encoding/json"
	"net/http"
)

// maxWho bounds how many owners GET /who names: a notebook reads only a few kilobytes of the answer.
const maxWho = 20

// Who says whose computer this is. None of it is a secret: multicast DNS announces it too.
type Who struct {
	ID      string   // by which a notebook recognises its teacher's computer at another address
	Owners  []string // whose sessions are kept here, the one in use first
	Version string
}

// Teacher answers what students may know about the teacher.
type Teacher interface {
	Who(ctx context.Context) (Who, error)
	// TeacherPage returns the owner in use and those open sessions that the teacher lists.
	TeacherPage(ctx context.Context) (TeacherPage, error)
	// Words returns the words of the students' page in the language that a browser likes best, by its Accept-Language.
	Words(accepted string) Words
}

// who is the answer of GET /who.
type who struct {
	Status  string   `json:"status"` // success
	App     string   `json:"app"`    // npt
	ID      string   `json:"id"`
	Owners  []string `json:"owners"`
	Version string   `json:"version"`
}

// getWho says whose computer this is: a notebook that found an address by itself asks before it sends
// anything there. The answer is one small packet.
func (h *Handler) getWho(w http.ResponseWriter, r *http.Request) {
	known, err := h.teacher.Who(r.Context())
	if err != nil {
		fail(w, r, busy(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(who{
		Status: "success", App: "npt", ID: known.ID, Owners: known.Owners[:min(maxWho, len(known.Owners))], Version: known.Version,
	})
}
