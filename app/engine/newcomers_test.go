package engine_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"npt/app/enginetest"
	"npt/backend/classroom"
)

// from returns a client of another computer in the room: one that connects from another address.
func from(t *testing.T, address string) *http.Client {
	t.Helper()
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	transport := &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 8}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// sendFrom sends a record of a student and returns the status.
func sendFrom(t *testing.T, client *http.Client, lab *enginetest.Lab, student, question string) int {
	t.Helper()
	res, err := client.PostForm(lab.Address+"/add-record", url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {student},
		"question_nb": {question}, "type": {"str"}, "data": {"x"},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// invent asks for messages under so many names, some at a time, each until the app has heard it.
func invent(t *testing.T, client *http.Client, lab *enginetest.Lab, names int) {
	t.Helper()
	const atOnce = 200
	for first := 0; first < names; first += atOnce {
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for i := range atOnce {
			all.Go(func() {
				query := fmt.Sprintf("/messages?session_owner=prof&session_name=lab-1&sender_name=x%d&sender_uuid=%d", first+i, first+i)
				req, err := http.NewRequestWithContext(ctx, "GET", lab.Address+query, nil)
				if err != nil {
					t.Error(err)
					return
				}
				if res, err := client.Do(req); err == nil {
					_ = res.Body.Close()
				}
			})
		}
		enginetest.Eventually(t, "the app to hear them", func() bool {
			here := lab.Messages.Listening(lab.Session)
			for i := range atOnce {
				name := fmt.Sprint(first + i)
				if !here[classroom.SenderKey{UUID: name, Name: "x" + name}] {
					return false
				}
			}
			return true
		})
		cancel()
		all.Wait()
	}
}

func noticesOf(t *testing.T, lab *enginetest.Lab) string {
	t.Helper()
	status, err := lab.API.Status()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, n := range status.Notices {
		codes = append(codes, n.Code)
	}
	return strings.Join(codes, " ")
}

// A computer that invents 2,000 students fills no session: students of its own and of other addresses
// are let in, the teacher is told, and removes those who were invented with one command.
func TestInventedStudentsTakeNobodysPlace(t *testing.T) {
	lab := enginetest.Open(t)
	bad, good := from(t, "127.0.0.2"), from(t, "127.0.0.3")
	invent(t, bad, lab, 2000)
	invented, err := lab.API.Students(lab.Session)
	if err != nil || len(invented) > classroom.MaxListenersOfAddress {
		t.Fatalf("2000 invented listeners make %d students (%v), want at most %d", len(invented), err, classroom.MaxListenersOfAddress)
	}
	if !strings.Contains(noticesOf(t, lab), "many_newcomers") {
		t.Errorf("the teacher reads %q, want many_newcomers", noticesOf(t, lab))
	}
	// Sixty students of one address come at once, and so does one beside the script.
	for i := range 60 {
		if status := sendFrom(t, good, lab, fmt.Sprint("student ", i), "1"); status != http.StatusOK {
			t.Fatalf("student %d of another address is answered %d", i, status)
		}
	}
	if status := sendFrom(t, bad, lab, "neighbour", "1"); status != http.StatusOK {
		t.Errorf("a student beside the script is answered %d", status)
	}
	undo, err := lab.API.RemoveSilentStudents(lab.Session)
	if err != nil || undo.Count != len(invented) {
		t.Fatalf("%d were removed (%v), want %d", undo.Count, err, len(invented))
	}
	wantStudents(t, lab, 61)
	if err := lab.API.UndoDelete(undo.ID); err != nil {
		t.Fatal(err)
	}
	wantStudents(t, lab, 61+len(invented))
	if err := lab.API.UndoDelete(undo.ID); err == nil {
		t.Error("it is undone twice")
	}
}

func wantStudents(t *testing.T, lab *enginetest.Lab, want int) {
	t.Helper()
	if all, err := lab.API.Students(lab.Session); err != nil || len(all) != want {
		t.Errorf("there are %d students (%v), want %d", len(all), err, want)
	}
}

// One address that sends under invented names gets its share of a session and no more.
func TestAnAddressHasItsShareOfASession(t *testing.T) {
	lab := enginetest.Open(t)
	bad, good := from(t, "127.0.0.2"), from(t, "127.0.0.3")
	statuses := map[int]int{}
	for i := range 300 {
		statuses[sendFrom(t, bad, lab, fmt.Sprint("x", i), "1")]++
	}
	if statuses[http.StatusTooManyRequests] == 0 || statuses[http.StatusOK] < classroom.NewcomersAtOnce {
		t.Errorf("300 invented students are answered %v, want %d and a few with 200, the others with 429", statuses, classroom.NewcomersAtOnce)
	}
	if status := sendFrom(t, bad, lab, "x0", "2"); status != http.StatusOK {
		t.Errorf("who is in already is answered %d", status)
	}
	if status := sendFrom(t, good, lab, "student", "1"); status != http.StatusOK {
		t.Errorf("a student of another address is answered %d", status)
	}
}

// A loop over labels fills neither the session nor the dashboard, and the teacher is told.
func TestALoopOverLabelsIsBounded(t *testing.T) {
	lab := enginetest.Open(t)
	codes := map[classroom.Code]int{}
	for student := range 3 {
		for i := range classroom.MaxRecordsOfSender + 20 {
			_, err := lab.Recorder.Record(t.Context(), classroom.Submission{
				Owner: "prof", Session: "lab-1", SenderName: fmt.Sprint("s", student), SenderUUID: "u",
				Question: fmt.Sprintf("%d-%d", student, i), Type: "str", Data: []byte("x"),
			})
			code := classroom.Code("")
			if err != nil {
				code = classroom.AsError(err).Code
			}
			codes[code]++
		}
	}
	want := map[classroom.Code]int{
		"": classroom.MaxLabels, classroom.CodeTooManyAnswers: 40, classroom.CodeTooManyQuestions: classroom.MaxRecordsOfSender + 20,
	}
	if fmt.Sprint(codes) != fmt.Sprint(want) {
		t.Errorf("it is answered %v, want %v", codes, want)
	}
	if !strings.Contains(noticesOf(t, lab), "many_questions") {
		t.Errorf("the teacher reads %q, want many_questions", noticesOf(t, lab))
	}
	// A label that is known is taken of anybody.
	lab.SendAs("Ada", "1-7", "str", "x")
	if _, err := lab.API.Dashboard(lab.Session, 0, ""); err != nil {
		t.Error(err)
	}
}

// Names that look the same are one, and one that shows nothing is refused.
func TestNamesThatLookTheSameAreOne(t *testing.T) {
	lab := enginetest.Open(t)
	for i, name := range []string{"Alice", "Al\u200bice", "Alice\u00ad", "A\U000e0061lice", "Ali\u200dce"} {
		lab.MustSend("sender_name", name, "question_nb", fmt.Sprint(i))
	}
	wantStudents(t, lab, 1)
	for _, name := range []string{"\u3164", "\u200b", "\u2800\u00ad"} {
		if status, text := lab.Send("sender_name", name); status != http.StatusBadRequest || text != "Error: sender_name is empty" {
			t.Errorf("the name %q is answered %d %q", name, status, text)
		}
	}
}
