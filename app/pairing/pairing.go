// Package pairing proves that two programs know the same short code, without either saying it.
//
// A teacher's app shows a code (app/assistants), an assistant types it into an own app (app/colleague). What is
// sent is a proof that is made of the code and of the key of the certificate by which the two speak: to somebody
// who stands between them with another certificate it is worth nothing, neither to be passed on nor, in the ten
// minutes that a code is good for, to find the code from. The teacher's app answers with a proof of its own, so that
// the assistant's app knows whom it has reached without asking anybody to compare a fingerprint.
//
// The package opens no connection and keeps nothing. Browsers, which cannot see the certificate, send the code
// itself: that is app/assistants' own affair.
package pairing

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"strings"
)

// Letters are those of a code: none that looks like another, or like a digit, in any usual type.
const Letters = "ABCDEFGHJKMNPQRSTUVWXYZ"

// Port is where a teacher's app lets assistants in, if it is free: the next ones are tried after it. It is announced
// nowhere.
const Port = 6781

// NonceBytes is how long the assistant's random salt is.
const NonceBytes = 16

// rounds make one guess cost some hundredths of a second of a core: a strong graphics card tries less than one in a
// thousand of all codes while one is good.
const rounds = 100_000

// Typed returns a code as it was typed, without what people put between its letters.
func Typed(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(Letters, r) {
			return r
		}
		return -1
	}, strings.ToUpper(code[:min(len(code), 64)]))
}

// Secret is what a code becomes for one attempt.
type Secret struct{ key []byte }

// NewSecret returns the secret of a code and a nonce; it takes a while, on purpose.
func NewSecret(code string, nonce []byte) (Secret, error) {
	key, err := pbkdf2.Key(sha256.New, Typed(code), nonce, rounds, sha256.Size)
	return Secret{key}, err
}

// OfAssistant proves to the teacher's app that the assistant's has the code, over a connection with this key.
func (s Secret) OfAssistant(key [sha256.Size]byte) []byte { return s.prove("assistant", key) }

// OfTeacher proves to the assistant's app that the teacher's has the code.
func (s Secret) OfTeacher(key [sha256.Size]byte) []byte { return s.prove("teacher", key) }

func (s Secret) prove(who string, key [sha256.Size]byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	_, _ = mac.Write([]byte("npt pairing 1 " + who + "\n"))
	_, _ = mac.Write(key[:])
	return mac.Sum(nil)
}

// KeyOf returns the hash of a certificate's key. It stays when the certificate is made anew for another address.
func KeyOf(c *x509.Certificate) [sha256.Size]byte { return sha256.Sum256(c.RawSubjectPublicKeyInfo) }

// Fingerprint returns the SHA-256 of a certificate as browsers show it.
func Fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	parts := make([]string, len(sum))
	for i, b := range sum {
		parts[i] = fmt.Sprintf("%02X", b)
	}
	return strings.Join(parts, ":")
}

// Version returns what of a program's version must be the same on both sides: the page is that of the assistant's
// app and the answers those of the teacher's. Of v1.4.2 it is v1.4, of anything else all of it.
func Version(v string) string {
	if parts := strings.SplitN(v, ".", 3); strings.HasPrefix(v, "v") && len(parts) == 3 {
		return parts[0] + "." + parts[1]
	}
	return v
}
