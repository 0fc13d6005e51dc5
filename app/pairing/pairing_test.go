package pairing

import (
	"bytes"
	"crypto/sha256"
	"testing"
)

// A proof holds for one code, one nonce, one certificate and one side.
func TestAProofIsForOneConnection(t *testing.T) {
	here, elsewhere := sha256.Sum256([]byte("here")), sha256.Sum256([]byte("elsewhere"))
	secret := func(code, nonce string) Secret {
		s, err := NewSecret(code, []byte(nonce))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	own := secret("ABCDEFGH", "0123456789abcdef")
	if !bytes.Equal(own.OfAssistant(here), secret(" abcd-efgh ", "0123456789abcdef").OfAssistant(here)) {
		t.Error("how a code is typed makes another proof")
	}
	for what, other := range map[string][]byte{
		"another certificate": own.OfAssistant(elsewhere), "the other side": own.OfTeacher(here),
		"another code": secret("ABCDEFGJ", "0123456789abcdef").OfAssistant(here), "another nonce": secret("ABCDEFGH", "0123456789abcdeX").OfAssistant(here),
	} {
		if bytes.Equal(own.OfAssistant(here), other) {
			t.Errorf("%s has the same proof", what)
		}
	}
}

func TestVersionsThatGoTogether(t *testing.T) {
	for v, want := range map[string]string{"v1.4.2": "v1.4", "v1.4.2-3-gabc": "v1.4", "dev": "dev", "0a1b2c3": "0a1b2c3", "": ""} {
		if got := Version(v); got != want {
			t.Errorf("Version(%q) = %q, want %q", v, got, want)
		}
	}
}
