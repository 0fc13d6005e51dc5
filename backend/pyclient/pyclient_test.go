package pyclient

import (
	"bytes"
	"testing"
)

func TestServed(t *testing.T) {
	tests := []struct {
		name    string
		servers []string
		want    string
	}{
		{"none", nil, `{"servers": [], `},
		{"one", []string{"http://192.168.1.20:6780"}, `{"servers": ["http://192.168.1.20:6780"], `},
		{"two", []string{"http://10.0.0.1:1", "http://[fe80::1]:1"},
			`{"servers": ["http://10.0.0.1:1", "http://[fe80::1]:1"], `},
		{"a quote stays text", []string{"http://x\"]};import os#"},
			`{"servers": ["http://x\"]};import os#"], `},
		{"a new line stays text", []string{"http://x\nimport os"}, `{"servers": ["http://x\nimport os"], `},
		{"ASCII only", []string{"http://schüler😀"}, `{"servers": ["http://sch\u00fcler\U0001f600"], `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line, rest, _ := bytes.Cut(Served(Identity{ID: "K7Q"}, tt.servers), []byte("\n"))
			want := "_npt_served = " + tt.want + `"messages": True, "client": "` + SHA256() + `", "id": "K7Q"}`
			if string(line) != want {
				t.Errorf("first line\n got %s\nwant %s", line, want)
			}
			if !bytes.Equal(rest, source) {
				t.Error("served.py does not follow to the byte")
			}
		})
	}
}

func TestSourceIsThePythonModule(t *testing.T) {
	if !bytes.HasPrefix(source, []byte(`# The Notebook`)) || len(SHA256()) != 64 || !bytes.HasPrefix(Readable(), []byte(`"""The Notebook`)) {
		t.Errorf("source starts %.20q, hash %s, client.py %.20q", source, SHA256(), Readable())
	}
}
