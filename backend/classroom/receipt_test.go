package classroom

import (
	"testing"

	"npt/backend/payload"
)

func TestReceiptsAreReadAsPeopleWriteThem(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string // "" if it is none
	}{
		{"7KQ4-M2XD", "7KQ4-M2XD"},
		{"7kq4m2xd", "7KQ4-M2XD"},
		{" 7KQ4 - M2XD ", "7KQ4-M2XD"},
		{"OIL1-0000", "0111-0000"}, // letters that are taken for digits
		{"7KQ4-M2X", ""},
		{"7KQ4-M2XDD", ""},
		{"7KQ4-M2XU", ""}, // no U
		{"7KQ4-M2X\u00e9", ""},
		{"0000-0000", ""},
		{"", ""},
	} {
		got, isReceipt := ParseReceipt(tt.text)
		if got.String() != tt.want || isReceipt != (tt.want != "") {
			t.Errorf("%q is read as %q, %v", tt.text, got, isReceipt)
		}
	}
	for _, r := range []Receipt{1, 1<<receiptBits - 1, 0x0123456789} {
		if got, _ := ParseReceipt(r.String()); got != r {
			t.Errorf("%d comes back as %d", r, got)
		}
	}
}

// A receipt proves all of an answer: nobody can claim another one, or the same for somebody else.
func TestAReceiptIsOfAllOfAnAnswer(t *testing.T) {
	key := ReceiptKey("a key of the teacher's computer")
	whole := func() NewRecord {
		return NewRecord{
			Owner: "prof", Session: "lab", Part: "default", Sender: SenderKey{UUID: "a1", Name: "Zoé"}, Question: "3", RecordID: "r1",
			Payload: payload.Payload{Type: "str", Data: []byte("42"), Plotted: []byte("p"), Digest: "d"},
		}
	}
	sentAt := "2026-11-30T10:00:00Z"
	want := key.Of(whole(), sentAt)
	if want == 0 || want>>receiptBits != 0 {
		t.Fatalf("the receipt is %d", want)
	}
	if again := key.Of(whole(), sentAt); again != want {
		t.Error("a second delivery has another receipt")
	}
	others := map[string]Receipt{
		"another key": ReceiptKey("another").Of(whole(), sentAt),
		"sent_at":     key.Of(whole(), "2026-11-30T10:00:01Z"),
	}
	for name, change := range map[string]func(*NewRecord){
		"owner":   func(e *NewRecord) { e.Owner = "prog" },
		"session": func(e *NewRecord) { e.Session = "lac" },
		"part":    func(e *NewRecord) { e.Part = "b" },
		"device":  func(e *NewRecord) { e.Sender.UUID = "a2" },
		"name":    func(e *NewRecord) { e.Sender.Name = "Zoe" },
		"label":   func(e *NewRecord) { e.Question = "4" },
		"id":      func(e *NewRecord) { e.RecordID = "r2" },
		"type":    func(e *NewRecord) { e.Payload.Type = "code" },
		"data":    func(e *NewRecord) { e.Payload.Data = []byte("43") },
		"plotted": func(e *NewRecord) { e.Payload.Plotted = nil },
		"digest":  func(e *NewRecord) { e.Payload.Digest = "" },
		"calls":   func(e *NewRecord) { e.Payload.Calls = []byte("c") },
		// The same bytes in a row, in other fields.
		"border": func(e *NewRecord) { e.Owner, e.Session = "pro", "flab" },
	} {
		e := whole()
		change(&e)
		others[name] = key.Of(e, sentAt)
	}
	seen := map[Receipt]string{want: "the answer"}
	for name, r := range others {
		if same, known := seen[r]; known {
			t.Errorf("%s has the receipt of %s", name, same)
		}
		seen[r] = name
	}
	if got := ReceiptKey(nil).Of(whole(), sentAt); got != 0 {
		t.Errorf("without a key the receipt is %v", got)
	}
}
