package payload

import (
	"slices"
	"testing"
)

func TestEachTypeHasAKind(t *testing.T) {
	want := []Type{TypeCode, TypeDict, TypeImage, TypeLatex, TypeList, TypeArray, TypeText, TypeTable}
	slices.Sort(want)
	if got := Types(); !slices.Equal(got, want) {
		t.Errorf("the kinds are of %v, want %v", got, want)
	}
	for _, kind := range Types() {
		k := KindOf(kind)
		if k.summarize == nil || k.read == nil {
			t.Errorf("nothing shows what is %s", kind)
		}
		if field := k.Field(); (field == "file") != (kind == TypeImage) {
			t.Errorf("%s is sent as %s", kind, field)
		}
	}
}

func TestAnUnknownTypeIsText(t *testing.T) {
	k := KindOf("hologram")
	if k.Type != "hologram" || k.Encoding != Text || k.Compared != AsText || !k.HasText() || k.Field() != "data" {
		t.Errorf("it is %+v", k)
	}
	if ext := Extension(Payload{Type: "hologram", Data: []byte("x")}); ext != "" {
		t.Errorf("it is exported as a file %s", ext)
	}
}
