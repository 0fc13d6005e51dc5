package ingest_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"npt/backend/ingest"
)

// The client comes compressed to who reads that, and is then the same to the byte, for every address anew.
func TestTheClientIsCompressedForWhoReadsThat(t *testing.T) {
	source := strings.Repeat("def send(answer): pass\n", 10_000)
	handler := ingest.New(nil, silence{}, prof{}, nil, ingest.Code{
		Servers: func() []string { return nil },
		Source:  func(servers []string) []byte { return []byte("# " + strings.Join(servers, " ") + "\n" + source) },
		Fetched: func() {},
	})
	for _, c := range []struct {
		accepted string
		isSmall  bool
	}{
		{"gzip, deflate, br", true}, {"deflate, GZIP;q=0.5", true}, {"gzip", true},
		{"", false}, {"identity", false}, {"deflate, br", false}, {"gzip;q=0", false}, {"gzip; q=0.0, br", false}, {"gzip;q=x", false}, {"xgzip", false},
	} {
		for _, host := range []string{"a.local:1", "b.local:1", "a.local:1"} {
			rec := httptest.NewRecorder()
			req := httptest.NewRequest(http.MethodGet, "http://"+host+"/get-send-code", nil)
			req.Header.Set("Accept-Encoding", c.accepted)
			handler.ServeHTTP(rec, req)
			got, header := rec.Body.Bytes(), rec.Header()
			isSmall := header.Get("Content-Encoding") == "gzip"
			if isSmall != c.isSmall || header.Get("Vary") != "Accept-Encoding" || header.Get("Content-Length") != strconv.Itoa(len(got)) || isSmall && len(got) > len(source)/4 {
				t.Errorf("%q gets %d bytes with %v", c.accepted, len(got), header)
			}
			if isSmall {
				z, err := gzip.NewReader(bytes.NewReader(got))
				if err != nil {
					t.Fatal(err)
				}
				if got, err = io.ReadAll(z); err != nil {
					t.Fatal(err)
				}
			}
			if string(got) != "# http://"+host+"\n"+source {
				t.Errorf("%q gets another client: %.80q", c.accepted, got)
			}
		}
	}
}
