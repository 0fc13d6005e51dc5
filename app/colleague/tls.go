package colleague

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"

	"npt/app/api"
	"npt/app/instance"
	"npt/app/pairing"
)

const (
	dialFor         = 4 * time.Second
	answerFor       = 30 * time.Second // until an answer begins
	mostHeaderBytes = 16 << 10
	pingAfter       = 10 * time.Second // of silence, so that a network that went away is noticed
	pingFor         = 5 * time.Second
)

var (
	errCertificate = api.Errorf(api.CodeCertificate, "Another computer answers than the one that you trusted: its certificate is another one. Nothing was sent to it.")
	errUnreachable = api.Errorf(api.CodeUnreachable, "The colleague's app does not answer.")
)

// trusting returns a configuration that trusts a certificate by what it is, and not by who signed it or what it is for:
// in a classroom there is nobody who signs.
func trusting(isMeant func(*x509.Certificate) bool) *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS13,
		InsecureSkipVerify: true, //nolint:gosec // VerifyConnection is stricter: it takes one key
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 || !isMeant(state.PeerCertificates[0]) {
				return errCertificate
			}
			return nil
		},
	}
}

// certificateAt returns the certificate that answers at an address, to which nothing is said.
func certificateAt(ctx context.Context, at netip.AddrPort) (*x509.Certificate, error) {
	ctx, cancel := context.WithTimeout(ctx, dialFor)
	defer cancel()
	isApp := func(c *x509.Certificate) bool { return c.Subject.CommonName == instance.ProductName }
	dialer := tls.Dialer{Config: trusting(isApp)}
	conn, err := dialer.DialContext(ctx, "tcp", at.String())
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	return conn.(*tls.Conn).ConnectionState().PeerCertificates[0], nil
}

// clientOf returns a client that speaks with the holder of one key only, and follows nobody elsewhere.
func clientOf(key [sha256.Size]byte) *http.Client {
	isMeant := func(c *x509.Certificate) bool { return pairing.KeyOf(c) == key }
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			TLSClientConfig: trusting(isMeant), DialContext: (&net.Dialer{Timeout: dialFor}).DialContext, TLSHandshakeTimeout: dialFor,
			ResponseHeaderTimeout: answerFor, MaxResponseHeaderBytes: mostHeaderBytes, DisableCompression: true, ForceAttemptHTTP2: true,
			HTTP2: &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingFor},
		},
	}
}

// reachError returns what is told of a request that was not answered.
func reachError(err error) error {
	if errors.Is(err, errCertificate) {
		return errCertificate
	}
	return errUnreachable
}
