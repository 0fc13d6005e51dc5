package payload

import "crypto/sha256"

// Fingerprints identify the payloads of a record's attempts: FingerprintBytes for each, in the order
// they came. With them the app notices that a student sent the same answer again and again, although
// it keeps only the last payload.
type Fingerprints []byte

// FingerprintBytes is the size of one fingerprint. Two different payloads have the same one by
// chance in one of four billion cases.
const FingerprintBytes = 4

// MaxFingerprints bounds the fingerprints of a record; the oldest are dropped.
const MaxFingerprints = 64

// Append returns the fingerprints followed by those of another attempt; the oldest are dropped beyond
// MaxFingerprints.
func (p Fingerprints) Append(next Fingerprints) Fingerprints {
	all := append(p, next...)
	return all[max(0, len(all)-MaxFingerprints*FingerprintBytes):]
}

// Fingerprint returns the fingerprint of a payload. It covers the digest, as payloads that show the
// same part may belong to different values.
func Fingerprint(p Payload) Fingerprints {
	hash := sha256.New()
	hash.Write([]byte(p.Type))
	hash.Write([]byte{0})
	hash.Write(p.Data)
	if p.Digest != "" {
		hash.Write([]byte{0})
		hash.Write([]byte(p.Digest))
	}
	return Fingerprints(hash.Sum(nil)[:FingerprintBytes])
}

// AllEqual reports whether all attempts had the same payload.
func (p Fingerprints) AllEqual() bool {
	for rest := p; len(rest) >= FingerprintBytes; rest = rest[FingerprintBytes:] {
		if string(rest[:FingerprintBytes]) != string(p[:FingerprintBytes]) {
			return false
		}
	}
	return true
}
