package classroom

import (
	"cmp"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Reading says what a clock of the sender that nobody sets showed when an answer was sent, as the
// notebook wrote it: `NAME:SECONDS`; empty if it told none. NAME is one for all that is sent between
// two starts of a computer. With `SERIES-NUMBER-` before it, the starts of one series are numbered. So
// two readings say which of two answers is the later, whatever was done to wall clocks, and in whatever
// order the answers arrive.
type Reading string

// readings matches a Reading.
var readings = regexp.MustCompile(`^(?:([0-9a-z]{1,16})-([0-9]{1,9})-)?([0-9a-z]{1,32}):([0-9]{1,12}(?:\.[0-9]{1,9})?)$`)

// Compare compares the moments of two readings. ok is false if they cannot be compared.
func (r Reading) Compare(other Reading) (order int, ok bool) {
	a, b := readings.FindStringSubmatch(string(r)), readings.FindStringSubmatch(string(other))
	const series, number, name, seconds = 1, 2, 3, 4
	var by int
	switch {
	case a == nil || b == nil:
		return 0, false
	case a[name] == b[name]:
		by = seconds
	case a[series] != "" && a[series] == b[series]:
		by = number
	default:
		return 0, false
	}
	x, _ := strconv.ParseFloat(a[by], 64) // the pattern has let only numbers pass
	y, _ := strconv.ParseFloat(b[by], 64)
	return cmp.Compare(x, y), true
}

// Replaced is an earlier record that a later one stands for, as the later one was sent before the
// earlier was answered: it counts so many attempts, unless it arrived by itself.
type Replaced struct {
	RecordID string
	Attempts int
}

// readMoments fills in when s was sent; ReceivedAt is when it arrived. A notebook says how long ago
// that was (age); earlier versions said what their clock showed (sent_at), which is not trusted to be
// later than now; the original says nothing. The error is CodeBadField.
func (e *NewRecord) readMoments(s Submission) (err error) {
	if e.SentAt, err = sentAt(s, e.ReceivedAt); err != nil {
		return err
	}
	e.FirstSentAt, e.Untold = e.SentAt, strings.TrimSpace(s.Age+s.SentAt) == ""
	if span := strings.TrimSpace(s.Span); span != "" {
		before, err := seconds("span", span)
		if err != nil {
			return err
		}
		e.FirstSentAt = e.SentAt.Add(-before)
	}
	e.Clock = Reading(strings.TrimSpace(s.Clock))
	if e.Clock != "" && !readings.MatchString(string(e.Clock)) {
		return Errorf(CodeBadField, "clock is no name with a reading in seconds: write it as 3fa9:12.5")
	}
	return nil
}

// sentAt returns when s was sent, by our clock and never later than now.
func sentAt(s Submission, now time.Time) (time.Time, error) {
	if age := strings.TrimSpace(s.Age); age != "" {
		ago, err := seconds("age", age)
		return now.Add(-ago), err
	}
	sent := strings.TrimSpace(s.SentAt)
	if sent == "" {
		return now, nil
	}
	at, err := parseSentAt(sent)
	if at.After(now) {
		at = now
	}
	return at, err
}

// seconds reads a length of time in seconds; one over MaxAge is MaxAge.
func seconds(what, s string) (time.Duration, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 {
		return 0, Errorf(CodeBadField, "%s is no number of seconds: write it as 12.5", what)
	}
	return time.Duration(min(f, MaxAge.Seconds()) * float64(time.Second)).Truncate(time.Microsecond), nil
}

func parseSentAt(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999"} {
		// A year before 1970 means a clock that was never set. The store keeps microseconds.
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1970 && t.Year() <= 9999 {
			return t.UTC().Truncate(time.Microsecond), nil
		}
	}
	const lastSecond = 253402300799 // the end of the year 9999
	if f, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(f) && f >= 0 && f <= lastSecond {
		return time.UnixMicro(int64(math.Round(f * 1e6))).UTC(), nil
	}
	return time.Time{}, Errorf(CodeBadField, "sent_at is not a time: write it as 2026-02-11T14:05:06Z")
}

// attemptsOf reads how many attempts s stands for, and which of them may have arrived as records of
// their own. The error is CodeBadField.
func attemptsOf(s Submission) (attempts int, replaced []Replaced, err error) {
	attempts = 1
	if text := strings.TrimSpace(s.Attempts); text != "" {
		if attempts, err = strconv.Atoi(text); err != nil || attempts < 1 {
			return 0, nil, Errorf(CodeBadField, "attempts is no number of attempts: write it as 1")
		}
	}
	for one := range strings.SplitSeq(strings.TrimSpace(s.Replaces), ",") {
		if one == "" {
			continue
		}
		id, count, _ := strings.Cut(one, ":")
		n, err := strconv.Atoi(count)
		if err != nil || n < 0 || len(replaced) == MaxReplaced || CheckToken("replaces", id, MaxRecordID, false) != nil {
			return 0, nil, Errorf(CodeBadField, "replaces is no list of at most %d record ids with attempts: write it as a1b2:1,c3d4:2", MaxReplaced)
		}
		replaced = append(replaced, Replaced{id, min(n, MaxAttempts)})
	}
	return min(attempts, MaxAttempts), replaced, nil
}
