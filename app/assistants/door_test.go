package assistants

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"npt/app/api"
)

// isReached reports whether a door with this certificate answers at an address: another program may have its port.
func isReached(address, shown string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	conn, err := tls.Dial("tcp", u.Host, &tls.Config{InsecureSkipVerify: true}) //nolint:gosec // the fingerprint is compared
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	return fingerprint(&tls.Certificate{Certificate: [][]byte{conn.ConnectionState().PeerCertificates[0].Raw}}) == shown
}

func TestTheDoorIsShutUnlessSomebodyIsInvited(t *testing.T) {
	c, at := openClass(t)
	if c.door.server != nil {
		t.Fatal("nobody is invited, and the door is open")
	}
	made := c.invite("look")
	if !isReached(made.Addresses[0], made.Fingerprint) {
		t.Errorf("nothing answers at %s", made.Addresses[0])
	}
	if err := c.API.CallOffInvitation(); err != nil {
		t.Fatal(err)
	}
	if c.lookTwice(); isReached(made.Addresses[0], made.Fingerprint) {
		t.Error("the invitation was called off, and the door stays open")
	}
	made = c.invite("look")
	at.add(inviteFor)
	if c.lookTwice(); isReached(made.Addresses[0], made.Fingerprint) {
		t.Error("the invitation is over, and the door stays open")
	}
	b := c.enter("look", "Mia")
	at.add(inviteFor)
	c.lookTwice()
	b.must(nil, "Status")
	if err := c.API.EndAssistant(c.people()[0].ID); err != nil {
		t.Fatal(err)
	}
	b.CloseIdleConnections() // they were ended too, of which the transport may not have heard yet
	if status, _ := b.call("Status"); status != http.StatusUnauthorized {
		t.Errorf("the page of who was sent away is told %d", status)
	}
	if c.lookTwice(); isReached(b.origin, made.Fingerprint) {
		t.Error("the only assistant was sent away, and the door stays open")
	}
}

// lookTwice looks after the door twice, as is done every ten seconds.
func (c *class) lookTwice() {
	c.door.endOver()
	c.door.endOver()
}

func (c *class) people() []api.Assistant {
	c.t.Helper()
	team, err := c.API.Team()
	if err != nil {
		c.t.Fatal(err)
	}
	return team.People
}

func TestACodeIsForOnePerson(t *testing.T) {
	c, at := openClass(t)
	made := c.invite("look")
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	if len(made.Code) != codeLetters || strings.Trim(made.Code, letters) != "" {
		t.Errorf("the code is %q", made.Code)
	}
	spaced := " " + strings.ToLower(made.Code[:4]) + "-" + made.Code[4:]
	if status, text := b.call("Pair", spaced, "  Mia\u202e\x00 <b>  "); status != http.StatusOK {
		t.Fatalf("the code is refused: %d %s", status, text)
	}
	if who := c.people(); len(who) != 1 || who[0].Name != "Mia <b>" || who[0].Role != "look" {
		t.Errorf("%+v take part", who)
	}
	other := c.browserAt("127.0.0.1", made.Addresses[0])
	if status, text := other.call("Pair", made.Code, "Eve"); status != http.StatusForbidden {
		t.Errorf("a code is good twice: %d %s", status, text)
	}
	old := c.invite("mark")
	at.add(inviteFor)
	if status, _ := other.call("Pair", old.Code, "Eve"); status != http.StatusForbidden {
		t.Errorf("an old code lets in: %d", status)
	}
	if status, _ := other.call("Status"); status != http.StatusUnauthorized {
		t.Errorf("who has no cookie is answered %d", status)
	}
	if _, err := c.API.InviteAssistant(c.Session, "owner", "session"); err == nil {
		t.Error("there is a role of another name")
	}
	if _, err := c.API.InviteAssistant(c.Session, "look", "never"); err == nil {
		t.Error("a link may last for ever")
	}
}

// One device tries a few codes, and then others: none learns how near it was, and the tenth miss ends the code.
func TestGuessingEndsTheCode(t *testing.T) {
	c, _ := openClass(t)
	made := c.invite("mark")
	guess := func(device, code string) int {
		b := c.browserAt(device, made.Addresses[0])
		status, _ := b.call("Pair", code, "Eve")
		return status
	}
	for range 3 * mostMisses {
		if status := guess("127.0.0.2", "AAAAAAAA"); status != http.StatusForbidden {
			t.Fatalf("a guess is answered %d", status)
		}
	}
	if now := c.invitations()[0]; now.Misses != missesOfOne || now.Locked {
		t.Errorf("one device alone made %d misses count; locked: %v", now.Misses, now.Locked)
	}
	if status := guess("127.0.0.2", made.Code); status != http.StatusForbidden {
		t.Errorf("a device that guessed too often is let in: %d", status)
	}
	for i := range mostMisses {
		if i%2 == 0 {
			guess("127.0.0.3", "BBBBBBBB")
		} else {
			guess("127.0.0.4", made.Code[:7])
		}
		if now := c.invitations(); now[0].Locked {
			break
		}
		if i >= 2*missesOfOne {
			t.Fatal("the code is not locked")
		}
	}
	if c.lookTwice(); isReached(made.Addresses[0], made.Fingerprint) {
		t.Error("the code is locked, nobody takes part, and the door is open")
	}
	if again := c.invite("look"); again.Code == made.Code || again.Misses != 0 {
		t.Errorf("the next invitation is %+v", again)
	}
}

func (c *class) invitations() []api.Invitation {
	c.t.Helper()
	team, err := c.API.Team()
	if err != nil || len(team.Invitations) != 1 {
		c.t.Fatalf("there are the invitations %+v, %v", team.Invitations, err)
	}
	return team.Invitations
}

// Once the teacher ends a link, the stream that is open ends too, and the cookie is worth nothing to anybody.
func TestAnEndIsAtOnce(t *testing.T) {
	for name, end := range map[string]func(*class, *clock) error{
		"by the teacher": func(c *class, _ *clock) error { return c.API.EndAssistant(c.people()[0].ID) },
		"with the session": func(c *class, _ *clock) error {
			err := c.API.CloseSession(c.Session)
			c.door.endOver() // as the event of the session does
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, at := openClass(t)
			b, _ := c.enter("look", "Mia"), c.enter("look", "Ben")
			stolen := c.browserAt("127.0.0.5", b.origin)
			u, _ := url.Parse(b.origin)
			stolen.Jar.SetCookies(u, b.Jar.Cookies(u))
			stolen.must(nil, "Status")
			res, err := b.Do(b.request("GET", "/api/events", ""))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = res.Body.Close() }()
			if _, err := res.Body.Read(make([]byte, 8)); err != nil {
				t.Fatal(err)
			}
			if err := end(c, at); err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, res.Body) // it would never end
			stolen.CloseIdleConnections()
			if status, _ := stolen.call("Status"); status != http.StatusUnauthorized {
				t.Errorf("a stolen cookie is answered %d after the end", status)
			}
		})
	}
}

func TestALinkUntilMidnightFollowsTheTeacher(t *testing.T) {
	c, at := openClass(t)
	made, err := c.API.InviteAssistant(c.Session, "look", "midnight")
	if err != nil {
		t.Fatal(err)
	}
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	b.must(nil, "Pair", made.Code, "Mia")
	next, err := c.API.CreateSession("lab-2", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.API.SelectSession(next.Session.ID); err != nil {
		t.Fatal(err)
	}
	var status api.Status
	b.must(&status, "Status")
	if status.CurrentSession != next.Session.ID {
		t.Errorf("the assistant sees session %d, the teacher %d", status.CurrentSession, next.Session.ID)
	}
	if end := midnight(time.Date(2026, 3, 1, 14, 0, 0, 0, time.Local)); !end.Equal(time.Date(2026, 3, 2, 0, 0, 0, 0, time.Local)) {
		t.Errorf("the day ends at %v", end)
	}
	at.add(24 * time.Hour)
	if status, _ := b.call("Status"); status != http.StatusUnauthorized {
		t.Errorf("on the next day it is answered %d", status)
	}
}

// What students reach says nothing of the door.
func TestStudentsAreNotToldOfTheDoor(t *testing.T) {
	c, _ := openClass(t)
	b := c.enter("mark", "Mia")
	port := b.origin[strings.LastIndex(b.origin, ":")+1:]
	for _, path := range []string{"/", "/client.py", "/code", "/who", "/messages", "/info", "/assistants", "/api/Status"} {
		res, err := http.Get(c.Address + path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		said := strings.ToLower(string(text)) + strings.ToLower(res.Header.Get("Location"))
		if err != nil || strings.Contains(said, ":"+port) || strings.Contains(said, "assistant") {
			t.Errorf("%s tells of the door", path)
		}
	}
}
