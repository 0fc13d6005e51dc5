package assistants

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"npt/app/instance"
	"npt/app/pairing"
)

func TestTheCookieOpensTheDoorAndNothingElse(t *testing.T) {
	c, _ := openClass(t)
	made := c.invite("look")
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	body, _ := json.Marshal([]string{made.Code, "Mia"})
	res, err := b.Do(b.request("POST", "/api/Pair", string(body)))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	cookies := res.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("the cookies are %v", cookies)
	}
	k := cookies[0]
	if !strings.HasPrefix(k.Name, "__Host-") || !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.Domain != "" {
		t.Errorf("the cookie is %s", k.Raw)
	}
	for _, one := range []struct {
		name   string
		change func(*http.Request)
		status int
	}{
		{"its own page", func(r *http.Request) { r.Header.Set("Origin", b.origin) }, 200},
		{"a page of elsewhere", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		{"a page without TLS", func(r *http.Request) { r.Header.Set("Origin", strings.Replace(b.origin, "https", "http", 1)) }, 403},
		{"another name for this computer", func(r *http.Request) { r.Host = "evil.example" }, 403},
		{"another port", func(r *http.Request) { r.Host = "127.0.0.1:1" }, 403},
		{"a form of elsewhere", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		{"the cookie as a token", func(r *http.Request) {
			r.URL.RawQuery = "token=" + k.Value
			r.Header.Set("Authorization", "Bearer "+k.Value)
		}, 200},
	} {
		r := b.request("POST", "/api/Status", "[]")
		one.change(r)
		if status, text := b.do(r); status != one.status {
			t.Errorf("%s: %d %s, want %d", one.name, status, text, one.status)
		}
	}
	stranger := c.browserAt("127.0.0.1", made.Addresses[0])
	for name, value := range map[string]string{"a guess": strings.Repeat("A", len(k.Value)), "the hash": k.Value[:26], "nothing": ""} {
		r := stranger.request("POST", "/api/Status", "[]")
		r.AddCookie(&http.Cookie{Name: k.Name, Value: value})
		if status, _ := stranger.do(r); status != http.StatusUnauthorized {
			t.Errorf("%s as a cookie: %d", name, status)
		}
	}
}

// What a student calls herself stays text.
func TestScriptInANameStaysText(t *testing.T) {
	c, _ := openClass(t)
	script := "<script>alert(1)</script>"
	c.MustSend("sender_name", script, "sender_uuid", "u1")
	b := c.enter("look", script)
	res, err := b.Do(b.request("POST", "/api/Students", fmt.Sprintf("[%d]", c.Session)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil || bytes.Contains(text, []byte("<script")) || res.Header.Get("Content-Type") != "application/json" || res.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("it is answered %s %s", res.Header, text)
	}
	policy := res.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the page's policy is %q", policy)
	}
}

func TestPlainHTTPGetsNothing(t *testing.T) {
	c, _ := openClass(t)
	b := c.enter("look", "Mia")
	host := strings.TrimPrefix(b.origin, "https://")
	res, err := http.Get("http://" + host + "/")
	if err != nil {
		return // refused outright
	}
	text, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if res.StatusCode != http.StatusBadRequest || len(res.Cookies()) > 0 || strings.Contains(string(text), "<html") {
		t.Errorf("plain http is answered %d %s", res.StatusCode, text)
	}
	old, err := tls.Dial("tcp", host, &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}) //nolint:gosec // it is to be refused
	if err == nil {
		_ = old.Close()
		t.Error("an old version of TLS is spoken")
	}
}

// Connections that never get on hold up neither the assistants nor the class.
func TestHalfOpenConnectionsHoldUpNobody(t *testing.T) {
	c, _ := openClass(t)
	b := c.enter("look", "Mia")
	host := strings.TrimPrefix(b.origin, "https://")
	for i := range 60 {
		dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+i%12))}}
		conn, err := dialer.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		_, _ = conn.Write([]byte{22, 3, 1, 2, 0}) // a handshake begins
	}
	late := c.browserAt("127.0.0.9", b.origin)
	if status, _ := late.call("Status"); status != http.StatusUnauthorized {
		t.Errorf("who comes late is answered %d", status)
	}
	b.must(nil, "Status")
	c.MustSend("sender_name", "Ada")
	c.door.mu.Lock()
	defer c.door.mu.Unlock()
	if c.door.server.http.ReadHeaderTimeout > 10*time.Second {
		t.Error("a handshake may take long")
	}
}

func TestTheKeyStaysInTheDataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	path := filepath.Join(dir, filepath.Base(instance.DoorKey(dir)))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	first, err := certificate(path, []string{"192.0.2.7", "npt-prof.local"}, now)
	if err != nil {
		t.Fatal(err)
	}
	again, err := certificate(path, []string{"192.0.2.7"}, now.AddDate(1, 0, 0))
	if err != nil || fingerprint(again) != fingerprint(first) {
		t.Errorf("the certificate is another one after a year (%v)", err)
	}
	moved, err := certificate(path, []string{"198.51.100.1"}, now)
	if err != nil || fingerprint(moved) == fingerprint(first) || !reflect.DeepEqual(moved.PrivateKey, first.PrivateKey) {
		t.Errorf("at another address the key does not stay (%v)", err)
	}
	for _, host := range []string{"192.0.2.7", "npt-prof.local", "198.51.100.1"} {
		if err := moved.Leaf.VerifyHostname(host); err != nil {
			t.Error(err)
		}
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file is %v, %v", info.Mode(), err)
	}
	if len(fingerprint(first)) != 95 || first.Leaf.PublicKeyAlgorithm.String() != "ECDSA" {
		t.Errorf("the fingerprint is %s", fingerprint(first))
	}
	if err := os.WriteFile(path, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if other, err := certificate(path, []string{"192.0.2.7"}, now); err != nil || fingerprint(other) == fingerprint(first) {
		t.Errorf("a broken file is not replaced (%v)", err)
	}
}

// A proof that everybody could make, of no nonce or of no code, lets nobody in.
func TestAProofOfNothingLetsNobodyIn(t *testing.T) {
	c, _ := openClass(t)
	made := c.invite("mark")
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	key := pairing.KeyOf(c.door.server.cert.Load().Leaf)
	empty := base64.StdEncoding.EncodeToString((pairing.Secret{}).OfAssistant(key))
	for _, nonce := range []string{"", "AAAA", "no base64", base64.StdEncoding.EncodeToString(make([]byte, pairing.NonceBytes))} {
		if status, text := b.call("PairApp", nonce, empty, "Eve", c.Version()); status != http.StatusForbidden {
			t.Errorf("a nonce %q: %d %s", nonce, status, text)
		}
	}
	if now := c.invitations()[0]; now.Misses != missesOfOne {
		t.Errorf("%d misses count", now.Misses)
	}
}
