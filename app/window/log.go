package window

import "strings"

// withoutCall returns an error message of wails without the call that failed and its arguments; wails
// writes "process message error: CALL -> REASON".
func withoutCall(message string) string {
	prefix, rest, found := strings.Cut(message, "process message error: ")
	if !found {
		return message
	}
	if i := strings.LastIndex(rest, " -> "); i >= 0 {
		return prefix + "a call of the page broke: " + rest[i+len(" -> "):]
	}
	return prefix + "a call of the page broke"
}
