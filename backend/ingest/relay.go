package ingest

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
)

// The window by which a notebook on an https page reaches this computer: such a page may ask nothing of an http address,
// but it may open a window there. The window asks no more of this server than any page may, see Access-Control-Allow-Origin.
var (
	//go:embed page/relay.html
	relayHTML string
	//go:embed page/relay.js
	relayJS []byte

	relayPage = template.Must(template.New("relay").Parse(relayHTML))
)

func (h *Handler) relay(w http.ResponseWriter, r *http.Request) {
	words := h.teacher.Words(r.Header.Get("Accept-Language"))
	var b bytes.Buffer
	_ = relayPage.Execute(&b, page{Language: words.Tag(), words: words}) // to memory, and of strings only
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", pageCSP)
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Vary", "Accept-Language")
	_, _ = w.Write(b.Bytes())
}
