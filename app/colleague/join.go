package colleague

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/netip"
	"strings"

	"npt/app/api"
	"npt/app/pairing"
)

var (
	errOlder    = api.Errorf(api.CodeConflict, "The colleague's app is older than yours: take part by a browser, at the address that it shows.")
	errImpostor = api.Errorf(api.CodeCertificate, "What answers does not know the code that you typed, so it is not the colleague's app. The code was not sent to it.")
)

// Join takes part by a code. The code itself is not sent.
func (c *Colleagues) Join(ctx context.Context, address, fingerprint, code, name string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return api.Errorf(api.CodeBadField, "%q is no address: type it as the colleague's page shows it, such as 192.168.1.20 or 192.168.1.20:6781.", address)
	}
	shown, err := certificateAt(ctx, at)
	if err != nil {
		return reachError(err)
	}
	if pairing.Fingerprint(shown.Raw) != fingerprint {
		return errCertificate
	}
	pins, err := readPins(c.pins)
	if err != nil {
		return err
	}
	if isChanged(pins, at.Addr().String(), pairing.KeyOf(shown)) {
		return api.Errorf(api.CodeCertificate, "This computer showed another certificate the last time: compare the fingerprint with the colleague's screen first.")
	}
	l := newLink(at, shown, name)
	if err := l.pair(ctx, code, c.version); err != nil {
		l.close()
		return err
	}
	c.pin(l)
	c.replace(l)
	return nil
}

// replace makes a link the one of this app and listens to it.
func (c *Colleagues) replace(l *link) {
	c.mu.Lock()
	before := c.link
	c.link = l
	c.mu.Unlock()
	if before != nil {
		c.running.Go(func() { before.leave(c.ctx) })
	}
	ctx, stop := context.WithCancel(c.ctx)
	l.stop = stop
	c.running.Go(func() { l.listen(ctx) })
}

// pair proves that the code is known and gets the cookie.
func (l *link) pair(ctx context.Context, code, version string) error {
	nonce := make([]byte, pairing.NonceBytes)
	_, _ = rand.Read(nonce) // it never fails
	secret, err := pairing.NewSecret(code, nonce)
	if err != nil {
		return err
	}
	args, err := json.Marshal([]string{
		base64.StdEncoding.EncodeToString(nonce), base64.StdEncoding.EncodeToString(secret.OfAssistant(l.key)), l.name, version,
	})
	if err != nil {
		return err
	}
	got, err := l.post(ctx, "PairApp", string(args), "")
	if err != nil {
		return err
	}
	switch got.status {
	case http.StatusOK:
	case http.StatusForbidden:
		return told(got.text)
	case http.StatusUnauthorized, http.StatusNotFound: // an app that knows browsers only
		return errOlder
	default:
		return errUnreachable
	}
	var proof []byte
	if json.Unmarshal(got.text, &proof) != nil || !hmac.Equal(proof, secret.OfTeacher(l.key)) {
		return errImpostor
	}
	return l.keep(got.cookies)
}

// keep keeps the cookie by which the colleague's app knows this one from now on.
func (l *link) keep(cookies []*http.Cookie) error {
	for _, cookie := range cookies {
		if strings.HasPrefix(cookie.Name, "__Host-npt_assistant_") && len(cookie.Value) <= mostCookie {
			l.cookie = &http.Cookie{Name: cookie.Name, Value: cookie.Value}
			return nil
		}
	}
	return errUnreachable
}

const mostCookie = 1 << 10

func newLink(at netip.AddrPort, shown *x509.Certificate, name string) *link {
	key := pairing.KeyOf(shown)
	return &link{at: at, key: key, fingerprint: pairing.Fingerprint(shown.Raw), name: name, client: clientOf(key), stop: func() {}, news: newNews()}
}

// keyHash is the hash of a certificate's key.
type keyHash = [sha256.Size]byte
