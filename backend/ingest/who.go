package ingest

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"

	"golang.org/x/time/rate"
)

// maxWho bounds how many owners GET /who names: a notebook reads only a few kilobytes of the answer.
const maxWho = 20

// Who says whose computer this is. None of it is a secret: multicast DNS announces it too.
type Who struct {
	ID      string   // by which a notebook recognises its teacher's computer at another address
	Owners  []string // whose sessions are kept here, the one in use first
	Version string
}

// Proof says that this computer has the private part of a key.
type Proof struct {
	Key       string // the modulus of the public part, of exponent 65537: big-endian, in base 64
	Signature string // of Proven, in base 64
}

// Proven returns what a Proof signs. It begins with words that nothing else that is signed begins with.
func Proven(id, challenge string) string { return "npt who " + id + " " + challenge }

// challenges is what a notebook may ask to be signed: random bytes in hex.
var challenges = regexp.MustCompile("^[0-9a-f]{32}$")

const (
	// proofsAtOnce and proofsEvery bound how many challenges of one address are signed, which costs
	// about a millisecond each: two connections of each notebook of a room behind one proxy.
	proofsAtOnce = 500
	proofsEvery  = rate.Limit(50) // a second
)

// Teacher answers what students may know about the teacher.
type Teacher interface {
	Who(ctx context.Context) (Who, error)
	// Prove signs a notebook's challenge, so that it knows whom it asked; zero if there is no key.
	Prove(challenge string) Proof
	// TeacherPage returns the owner in use and those open sessions that the teacher lists.
	TeacherPage(ctx context.Context) (TeacherPage, error)
	// Words returns the words of the students' page in the language that a browser likes best, by its Accept-Language.
	Words(accepted string) Words
	// Language returns the code of the language that the app speaks.
	Language(ctx context.Context) string
}

// who is the answer of GET /who.
type who struct {
	Status  string   `json:"status"` // success
	App     string   `json:"app"`    // npt
	ID      string   `json:"id"`
	Owners  []string `json:"owners"`
	Version string   `json:"version"`
	Key     string   `json:"key,omitempty"`   // these two only where a challenge was sent
	Proof   string   `json:"proof,omitempty"` // the signature
}

// getWho says whose computer this is: a notebook that found an address by itself asks before it sends
// anything there. The answer is one small packet.
func (h *Handler) getWho(w http.ResponseWriter, r *http.Request) {
	known, err := h.teacher.Who(r.Context())
	if err != nil {
		fail(w, r, busy(err))
		return
	}
	answer := who{
		Status: "success", App: "npt", ID: known.ID, Owners: known.Owners[:min(maxWho, len(known.Owners))], Version: known.Version,
	}
	if challenge := r.URL.Query().Get("challenge"); challenges.MatchString(challenge) {
		if err := h.proofs.allow(rateKey{uuid: addrOf(r).String()}); err != nil {
			fail(w, r, err)
			return
		}
		proof := h.teacher.Prove(challenge)
		answer.Key, answer.Proof = proof.Key, proof.Signature
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}
