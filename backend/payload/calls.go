package payload

import (
	"encoding/json"
	"errors"
	"strings"

	"npt/backend/pyjson"
)

// MaxCalls bounds how often a function is called that is sent with inputs; our client calls it 20 times
// at most.
const MaxCalls = 50

// Call is what a function that was sent gave for one input: a value, an error, or nothing in time.
type Call struct {
	Input   string  // the arguments as Python writes them, perhaps the beginning and a digest
	Value   Payload // if there is a value
	Error   string  // the type of the exception; empty if there was none
	Message string  // of the exception
	Late    bool    // nothing came in time
}

// errCalls says that calls are not as the protocol has them.
var errCalls = errors.New("payload: no list of calls")

// ReadCalls returns the calls that a function was sent with, in their order; none for nil. The error
// says that data is none of the protocol's calls.
func ReadCalls(data []byte) ([]Call, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var sent struct {
		Calls []struct {
			Input, Type, Data, Digest, Error, Message string
			Late                                      bool
		}
	}
	if err := json.Unmarshal(data, &sent); err != nil {
		return nil, errCalls
	}
	if len(sent.Calls) == 0 || len(sent.Calls) > MaxCalls {
		return nil, errCalls
	}
	calls := make([]Call, len(sent.Calls))
	for i, c := range sent.Calls {
		value := Payload{Type: Type(c.Type), Data: []byte(c.Data), Digest: Digest(c.Digest)}
		if value.Type == TypeImage { // of a plot, what was plotted
			value.Data, value.Plotted = nil, []byte(c.Data)
		}
		if ways := btoi(c.Type != "") + btoi(c.Error != "") + btoi(c.Late); ways != 1 || !value.Digest.IsValid() {
			return nil, errCalls
		}
		calls[i] = Call{Input: c.Input, Value: value, Error: c.Error, Message: c.Message, Late: c.Late}
	}
	return calls, nil
}

func btoi(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Text returns what came of the call as a row shows it; empty if nothing came in time.
func (c Call) Text() string {
	switch {
	case c.Late:
		return ""
	case c.Error != "" && c.Message != "":
		return c.Error + ": " + c.Message
	case c.Error != "":
		return c.Error
	}
	return c.Value.line()
}

// line returns a value in one line: JSON as Python writes it, of an array of one number that number.
func (p Payload) line() string {
	kind := KindOf(p.Type)
	if kind.Encoding != JSON {
		if len(p.Data) == 0 { // a picture
			return string(p.Type)
		}
		return string(p.Data)
	}
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		return string(p.Data)
	}
	text, _ := asPython(p.Data, PreviewText)
	if isOne := len(found.Shape) == 1 && found.Shape[0] == 1 && found.Ragged == pyjson.NotRagged; isOne && kind.Compared == AsArray {
		return strings.Trim(text, "[]")
	}
	return text
}
