package backend_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// retired are names that meant several things, or that had another name elsewhere,
// and the name that took their place. One name a thing, from Python to SQL:
// build/docs/glossary.md says what each means.
var retired = map[string]string{
	// Answers.
	"Normal": "Canonical", "Normalizer": "Canonicalizer", "Grouping": "Equivalence", "AlikeSection": "EquivalenceSection",
	"PrintOf": "FingerprintOf", "picturePrint": "imageHash", "Entry": "NewRecord", "haystack": "textCache", "EachSelected": "WalkRecords",
	"EachRecord": "WalkRecords", "byname": "order", "settle": "recomputeMerged",
	// Pages.
	"Board": "Dashboard", "BoardChanged": "AssessmentChanged", "QuestionBoard": "QuestionPage", "BoardQuestion": "DashboardQuestion",
	"Spread": "Distribution", "Need": "AttentionReason", "AlikeWrong": "SharedMistake", "AlikeGroup": "SharedMistake",
	"StudentRecord": "RecordView", "PageOfRecords": "RecordPage", "noteView": "hintView",
	"lastPlaces": "lastRoute", "useSteady": "useStableCallback", "LentFocus": "FocusRestorer", "RoomFigures": "Glance",
	// The program.
	"Pulse": "OutageDetector", "Silence": "Outage", "Strangers": "UnreachedClients", "Lonely": "NobodyConnected", "Desk": "TeacherPage",
	"doorbell": "control server", "bellCard": "controlInfo", "letGo": "allow", "frontDoor": "teacherInfo", "nameless": "anonymize",
	"Gate": "MultiListener", "patience": "lingerTime",
	// The client.
	"Whereto": "Target", "Places": "KnownServers", "Heard": "MdnsAnswers", "Voice": "Output", "Lane": "SendQueue",
	"hurry": "retry_now", "hang_up": "close", "move_in": "install", "settle_down": "reuse_client",
}

// source is where a retired name would come back as a name.
var source = []string{".go", ".ts", ".tsx", ".py", ".sql", ".css"}

// word is a word of a program's text.
var word = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// TestRetiredNames: a name that went does not come back.
func TestRetiredNames(t *testing.T) {
	eachFile(t, ".", "", func(file string) {
		if !slices.Contains(source, path.Ext(file)) || file == "backend/retired_test.go" {
			return
		}
		for n, line := range strings.Split(read(t, file), "\n") {
			for _, found := range word.FindAllString(line, -1) {
				if instead := retired[found]; instead != "" {
					t.Errorf("%s:%d says %s, which is called %s", file, n+1, found, instead)
				}
			}
		}
	})
}
