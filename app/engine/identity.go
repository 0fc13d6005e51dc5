package engine

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"npt/app/instance"
	"npt/backend/classroom"
	"npt/backend/ingest"
	"npt/backend/pyclient"
)

// keyBits is the size of the key: Python verifies RSA with one pow, and nothing else without a library.
const keyBits = 2048

const pemType = "PRIVATE KEY"

// readKey reads the data folder's key, and makes it on the first start. Without one the app works, and
// notebooks recognise it by its id alone.
func (e *Engine) readKey(context.Context) error {
	path := instance.Key(e.config.DataDir)
	key, err := storedKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = newKey(path)
	}
	if err != nil {
		slog.Warn("engine: there is no key by which notebooks could know this computer for sure", "cause", err)
		return nil
	}
	e.key, e.keyHash = key, keyHash(key)
	e.Recorder.Receipts, e.Files.Receipts = receiptKey(key), receiptKey(key)
	return nil
}

// keyHash returns the SHA-256 of the public key, in hex.
func keyHash(key *rsa.PrivateKey) string {
	sum := sha256.Sum256(key.N.Bytes())
	return hex.EncodeToString(sum[:])
}

// receiptKey returns the key by which the data folder makes receipts: one of its own, so that what is
// signed for notebooks tells nothing of it.
func receiptKey(key *rsa.PrivateKey) classroom.ReceiptKey {
	sum := sha256.Sum256(append([]byte("npt receipts "), key.D.Bytes()...))
	return sum[:]
}

func storedKey(path string) (*rsa.PrivateKey, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the teacher chooses the folder
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemType {
		return nil, fmt.Errorf("%s holds no key", path)
	}
	read, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, isRSA := read.(*rsa.PrivateKey)
	if !isRSA {
		return nil, fmt.Errorf("%s holds another kind of key", path)
	}
	return key, nil
}

func newKey(path string) (*rsa.PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	// A start that is cut off must leave no half key.
	part := path + ".part"
	if err := os.WriteFile(part, pem.EncodeToMemory(&pem.Block{Type: pemType, Bytes: der}), 0o600); err != nil { //nolint:gosec // as above
		return nil, err
	}
	return key, os.Rename(part, path) //nolint:gosec // as above
}

// Identity returns how notebooks recognise this data folder's server at any address. Nothing of it is a
// secret.
func (e *Engine) Identity() pyclient.Identity { return pyclient.Identity{ID: e.id, Key: e.keyHash} }

// Prove signs a notebook's challenge with the data folder's key: RSA with PKCS #1 v1.5 and SHA-256 over
// ingest.Proven. It returns the zero Proof if there is no key.
func (t teacherInfo) Prove(challenge string) ingest.Proof {
	key := t.engine.key
	if key == nil {
		return ingest.Proof{}
	}
	sum := sha256.Sum256([]byte(ingest.Proven(t.engine.id, challenge)))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:])
	if err != nil {
		slog.Error("engine: a challenge was not signed", "cause", err)
		return ingest.Proof{}
	}
	return ingest.Proof{
		Key: base64.StdEncoding.EncodeToString(key.N.Bytes()), Signature: base64.StdEncoding.EncodeToString(signature),
	}
}
