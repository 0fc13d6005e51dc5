package assistants

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"npt/app/api"
	"npt/app/console"
	"npt/app/pairing"
)

// pairApp lets an assistant's own app in, which proves that it knows the code instead of sending it. The app is
// answered with a proof too.
func (d *Door) pairApp(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	args := pairArguments(w, r, 4)
	if args == nil {
		return
	}
	nonce, proof, name, version := decoded(args[0]), decoded(args[1]), args[2], args[3]
	from := fromOf(r)
	secret, code, key, err := d.secretFor(from, nonce)
	if err != nil {
		console.WriteError(w, http.StatusInternalServerError, err)
		return
	}
	value, err := d.admit(from, func(i *invitation) error {
		if code == "" || i.code != code || !hmac.Equal(proof, secret.OfAssistant(key)) {
			return errWrongCode
		}
		// Who knows the code may know the version; the code stays good for a browser.
		if own := d.engine.Version(); pairing.Version(own) != pairing.Version(version) {
			return api.Errorf(api.CodeConflict, "Your app is version %s and the teacher's is %s: install the same version, or take part by a browser.", version, own)
		}
		return nil
	}, name)
	if err != nil {
		console.WriteError(w, http.StatusForbidden, err)
		return
	}
	setCookie(w, r, value)
	_ = json.NewEncoder(w).Encode(base64.StdEncoding.EncodeToString(secret.OfTeacher(key)))
}

// secretFor returns the secret that an attempt needs, with the code that it is of. Where no code is good, and for a device
// that tried too often, it is of no code and costs nothing. Secrets are made one after the other, so that many attempts
// at once take no more than one core.
func (d *Door) secretFor(from string, nonce []byte) (s pairing.Secret, code string, key [32]byte, err error) {
	d.proving.Lock()
	defer d.proving.Unlock()
	now := d.now()
	d.mu.Lock()
	if d.server != nil {
		key = pairing.KeyOf(d.server.cert.Load().Leaf)
	}
	// A secret of nothing is known to everybody: it goes with no code.
	if len(nonce) == pairing.NonceBytes && d.invitation.isGood(now) && !d.misses.areTooMany(from, now) {
		code = d.invitation.code
	}
	d.mu.Unlock()
	if code == "" {
		return s, "", key, nil
	}
	s, err = pairing.NewSecret(code, nonce)
	return s, code, key, err
}

// decoded returns the bytes of a text; none if it is not base64.
func decoded(text string) []byte {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return b
}
