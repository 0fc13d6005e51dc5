package assistants

import (
	"encoding/json"
	"fmt"
	"strings"

	"npt/app/api"
)

// notWords are the fields that hold no words of a person: the page reads them, and a student who chose such
// a name must not change what it reads.
var notWords = map[string]bool{
	"type": true, "kind": true, "verdict": true, "marked": true, "code": true, "role": true, "ends": true, "method": true, "version": true,
	"since": true, "share": true, "same": true, "group": true, "groupKey": true, "key": true, "reason": true, "data": true, "src": true, "broken": true,
	"receivedAt": true, "sentAt": true, "firstSentAt": true, "askedAt": true, "endedAt": true, "at": true, "owner": true,
}

// mask has numbers stand for the names of students in all that leaves: in the fields that hold a name,
// and wherever one occurs in a text as a word.
func mask(result any, names api.Names) (any, error) {
	text, err := json.Marshal(result)
	if err != nil {
		return nil, err
	}
	var tree any
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	return masked(tree, "", names), nil
}

func masked(value any, field string, names api.Names) any {
	switch v := value.(type) {
	case string:
		if notWords[field] {
			return v
		}
		return names.Replace(v)
	case []any:
		for i := range v {
			v[i] = masked(v[i], field, names)
		}
	case map[string]any:
		for name, one := range v {
			v[name] = masked(one, name, names)
		}
		anonymize(v)
	}
	return value
}

// anonymize takes the names out of what describes a student, a sender that was merged, or a record.
func anonymize(v map[string]any) {
	number := v["number"]
	if _, isStudent := v["display"]; isStudent {
		for _, field := range []string{"display", "name", "originalName"} {
			if _, there := v[field]; there {
				v[field] = numbered(number)
			}
		}
		clearText(v, "device")
	}
	if number, isRecord := v["studentNumber"]; isRecord {
		v["student"] = numbered(number)
		clearText(v, "device")
	}
}

func numbered(number any) string {
	if number == nil {
		return "#"
	}
	return fmt.Sprintf("#%v", number)
}

func clearText(v map[string]any, field string) {
	if _, there := v[field]; there {
		v[field] = ""
	}
}
