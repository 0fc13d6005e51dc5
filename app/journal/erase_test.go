package journal

import (
	"bytes"
	"os"
	"testing"

	"npt/app/instance"
)

// Names are overwritten in every log and report, and what is beside them stays.
func TestNamesAreErasedFromLogs(t *testing.T) {
	j := &Journal{dir: t.TempDir()}
	text := "level=WARN student=\"Zoé\" json=\"a \\\"b\\\" c\" other=Bea time=12:05 student=Bo asked \"Bo\" Bob xBo B\u00f8 12\n"
	for _, path := range []string{instance.Log(j.dir), instance.LastCrash(j.dir)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Erase([]string{"Zoé", `a "b" c`, "x", "Bo", "12", ""}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{instance.Log(j.dir), instance.LastCrash(j.dir)} {
		got, err := os.ReadFile(path)
		if err != nil || len(got) != len(text) || bytes.Contains(got, []byte("Zoé")) || bytes.Contains(got, []byte(`a \"b\" c`)) || !bytes.Contains(got, []byte("other=Bea time=12:05 student=-- asked \"--\" Bob xBo B\u00f8 12")) {
			t.Errorf("%s has %q (%v)", path, got, err)
		}
	}
	if err := (*Journal)(nil).Erase([]string{"Zoé"}); err != nil {
		t.Error(err)
	}
}
