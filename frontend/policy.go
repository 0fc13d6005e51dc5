package frontend

import (
	_ "embed"
	"net/http"
	"strings"
)

//go:embed content-security-policy.txt
var policy string

// Policy returns the Content-Security-Policy of the page, as its header says it: the
// page loads what comes with the app and nothing else, so what a student sent can
// neither run nor fetch. Images of records are data: addresses. Vite writes the same
// file into the page, for a web view that does not read the header.
func Policy() string {
	return strings.Join(strings.FieldsFunc(policy, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

// Secure sets the headers of the page: its policy, and that no other page may show it.
func Secure(h http.Header) {
	h.Set("Content-Security-Policy", Policy()+"; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
}
