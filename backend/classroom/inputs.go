package classroom

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Limits on the inputs of questions.
const (
	CallSeconds    = 1 // for all calls of one function, unless the teacher sets another time
	MaxCallSeconds = 5
	// MaxSessionInputs bounds the inputs of a session in characters: all of them go to each notebook.
	MaxSessionInputs = 50_000
)

// AskedInputs are the inputs of a question as notebooks get them.
type AskedInputs struct {
	Question string   `json:"question"`
	Lines    []string `json:"lines"`
	Seconds  float64  `json:"seconds"`
}

// nothingAsked is the cursor of a session without inputs.
const nothingAsked = "none"

// cursorOf names the inputs of a session: another list has another name.
func cursorOf(asked []AskedInputs) string {
	if len(asked) == 0 {
		return nothingAsked
	}
	text, _ := json.Marshal(asked) // strings and numbers can always be written
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// isNews reports whether a notebook that has the inputs with the name cursor has others than asked.
func isNews(asked []AskedInputs, cursor string) bool {
	return cursorOf(asked) != cmp.Or(cursor, nothingAsked)
}

// LookAgain has the notebooks of a session ask what they are to call functions with.
func (m *Messages) LookAgain(sessionID int64) { m.wake(sessionID) }
