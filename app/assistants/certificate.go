package assistants

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"os"
	"slices"
	"time"

	"npt/app/pairing"
	"npt/app/safefile"
)

// validYears is for how long a certificate is made: a browser that was told once to trust it asks again
// only for another one.
const validYears = 10

// mostHosts bounds the addresses of a certificate: those of the last places where the computer was.
const mostHosts = 40

// certificate returns the data folder's certificate for some addresses and names. The key stays the same; the
// certificate is made anew, with those that it had, when one is new.
func certificate(path string, hosts []string, now time.Time) (*tls.Certificate, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the teacher chooses the folder
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	kept, err := tls.X509KeyPair(text, text)
	key, isOurs := kept.PrivateKey.(*ecdsa.PrivateKey)
	if err != nil || !isOurs || kept.Leaf == nil {
		if key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			return nil, err
		}
		return newCertificate(path, key, hosts, now)
	}
	isFor := func(host string) bool { return kept.Leaf.VerifyHostname(host) == nil }
	if !slices.ContainsFunc(hosts, func(host string) bool { return !isFor(host) }) && now.Before(kept.Leaf.NotAfter) {
		return &kept, nil
	}
	for _, ip := range kept.Leaf.IPAddresses {
		hosts = append(hosts, ip.String())
	}
	return newCertificate(path, key, append(hosts, kept.Leaf.DNSNames...), now)
}

// newCertificate makes a certificate and writes it with its key.
func newCertificate(path string, key *ecdsa.PrivateKey, hosts []string, now time.Time) (*tls.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	made := x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Notebook Progress Tracker"},
		// A clock that goes behind must not find it to be of tomorrow.
		NotBefore: now.AddDate(0, 0, -2), NotAfter: now.AddDate(validYears, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
	}
	for _, host := range hosts[:min(len(hosts), mostHosts)] {
		if ip := net.ParseIP(host); ip == nil {
			made.DNSNames = addNew(made.DNSNames, host)
		} else if !slices.ContainsFunc(made.IPAddresses, ip.Equal) {
			made.IPAddresses = append(made.IPAddresses, ip)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, &made, &made, key.Public(), crypto.Signer(key))
	if err != nil {
		return nil, err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	if err := safefile.WriteData(path, text, 0o600); err != nil {
		return nil, err
	}
	whole, err := tls.X509KeyPair(text, text)
	return &whole, err
}

func addNew(all []string, one string) []string {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}

// fingerprint returns the SHA-256 of a certificate as browsers show it.
func fingerprint(c *tls.Certificate) string { return pairing.Fingerprint(c.Certificate[0]) }
