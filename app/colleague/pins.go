package colleague

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"npt/app/safefile"
)

// pin is the key of the certificate that an address had when somebody took part there.
type pin struct {
	Host string    `json:"host"`
	Key  string    `json:"key"`
	At   time.Time `json:"at"`
}

// mostPins bounds how many addresses are remembered; the oldest goes first.
const mostPins = 200

// readPins returns what is remembered, the newest last. A file that nobody can read is as good as none: the code is
// proved each time anyway.
func readPins(path string) ([]pin, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the teacher chooses the folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []pin
	if json.Unmarshal(text, &all) != nil {
		all = nil
	}
	return all, nil
}

// isChanged reports whether a host had another key the last time.
func isChanged(all []pin, host string, key [sha256.Size]byte) bool {
	i := slices.IndexFunc(all, func(p pin) bool { return p.Host == host })
	return i >= 0 && all[i].Key != hex.EncodeToString(key[:])
}

func without(all []pin, host string) []pin {
	return slices.DeleteFunc(all, func(p pin) bool { return p.Host == host })
}

// remember notes the key of a host.
func remember(path, host string, key [sha256.Size]byte, now time.Time) error {
	all, err := readPins(path)
	if err != nil {
		return err
	}
	all = append(without(all, host), pin{Host: host, Key: hex.EncodeToString(key[:]), At: now})
	return writePins(path, all[max(0, len(all)-mostPins):])
}

func writePins(path string, all []pin) error {
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return safefile.WriteData(path, text, 0o600)
}
