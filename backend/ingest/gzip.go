package ingest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"npt/backend/budget"
)

// packer compresses what many ask for, once. A class that opens its notebooks asks for the client within a minute, on one
// Wi-Fi.
type packer struct {
	packing sync.Mutex // one at a time is compressed
	packed  *budget.Cache[[sha256.Size]byte, []byte]
}

// packedBytes bounds the compressed answers that are kept: some for each address of this computer.
const packedBytes = 2 << 20

func newPacker() *packer {
	return &packer{packed: budget.NewCache[[sha256.Size]byte, []byte](packedBytes)}
}

// write answers with body, compressed for who says that it reads that: requests and browsers do, urllib does not.
func (p *packer) write(w http.ResponseWriter, r *http.Request, body []byte) error {
	w.Header().Set("Vary", "Accept-Encoding")
	if acceptsGzip(r) {
		w.Header().Set("Content-Encoding", "gzip")
		body = p.gzipped(body)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, err := w.Write(body)
	return err
}

func (p *packer) gzipped(body []byte) []byte {
	key := sha256.Sum256(body)
	p.packing.Lock()
	defer p.packing.Unlock()
	if small, known := p.packed.Get(key); known {
		return small
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(body) // to memory
	_ = z.Close()
	p.packed.Put(key, out.Bytes(), out.Len())
	return out.Bytes()
}

// acceptsGzip reports whether an Accept-Encoding names gzip, and does not refuse it.
func acceptsGzip(r *http.Request) bool {
	for _, header := range r.Header.Values("Accept-Encoding") {
		for coding := range strings.SplitSeq(header, ",") {
			name, weight, _ := strings.Cut(coding, ";")
			if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
				continue
			}
			q, isWeighed := strings.CutPrefix(strings.ToLower(strings.TrimSpace(weight)), "q=")
			number, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
			return !isWeighed || err == nil && number > 0
		}
	}
	return false
}
