package ingest

import (
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// getSendCode serves the client code. The client sends to the address by which this notebook reached
// us first, then tries the other addresses of this machine.
func (h *Handler) getSendCode(w http.ResponseWriter, r *http.Request) {
	servers := h.code.Servers()
	if host, ok := checkedHost(r.Host); ok {
		reached := "http://" + host
		servers = append([]string{reached}, slices.DeleteFunc(slices.Clone(servers), func(s string) bool { return s == reached })...)
	}
	w.Header().Set("Content-Type", "text/x-python; charset=utf-8")
	w.Header().Set("X-NPT-Client-SHA256", h.code.SHA256)
	if h.packer.write(w, r, h.code.Source(servers)) == nil {
		h.devices.fetched(r)
		h.code.Fetched()
	}
}

// getClient serves the client as a person reads it: a browser shows it, and runs nothing.
func (h *Handler) getClient(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_ = h.packer.write(w, r, h.code.Read)
}

// hostName is RFC 1123: labels of letters, digits and inner hyphens.
var hostName = regexp.MustCompile(`^(?i:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(?i:\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$`)

// checkedHost returns the Host header as host:port; false if it is neither an IP address nor a host
// name, with or without a port. The check is strict because students run code that contains the
// result.
func checkedHost(header string) (string, bool) {
	host, port, err := net.SplitHostPort(header)
	if err != nil {
		host, port = strings.TrimSuffix(strings.TrimPrefix(header, "["), "]"), "80"
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", false
	}
	// An address with a zone is refused: a zone has a meaning on this machine only, not on the
	// notebook's.
	if addr, err := netip.ParseAddr(host); err == nil && addr.Zone() == "" {
		return net.JoinHostPort(addr.String(), port), true
	}
	if len(host) > 253 || !hostName.MatchString(host) {
		return "", false
	}
	return net.JoinHostPort(host, port), true
}
