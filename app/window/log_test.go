package window

import "testing"

func TestWithoutCall(t *testing.T) {
	got := withoutCall(`process message error: C{"name":"api.API.RenameStudent","args":[7,"Zeralda -> Quimby"]} -> index out of range`)
	if got != "a call of the page broke: index out of range" {
		t.Errorf("got %q", got)
	}
}
