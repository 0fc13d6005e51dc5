package locale

import "testing"

func TestSeparator(t *testing.T) {
	for _, c := range []struct {
		all, numeric, lang, page string
		want                     rune
	}{
		{"", "", "fr_FR.UTF-8", "en", ';'},
		{"", "", "en_US.UTF-8", "fr", ','},
		{"", "de_DE@euro", "en_US.UTF-8", "en", ','}, // a locale that is no language tag says nothing
		{"", "de_DE.UTF-8", "en_US.UTF-8", "en", ';'},
		{"C.UTF-8", "", "", "fr", ';'},
		{"", "", "", "en", ','},
		{"", "", "", "", ','},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_NUMERIC", c.numeric)
		t.Setenv("LANG", c.lang)
		if got := Separator(c.page); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
