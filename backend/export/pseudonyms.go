package export

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// Pseudonyms stand for the students in what leaves the app without names. They follow from the students'
// names and a key: the same key gives the same student the same pseudonym in each session and in each
// format, and nobody without the key can tell whose it is. With a key that is thrown away nobody can at all.
type Pseudonyms struct{ key []byte }

// KeyBytes is the size of a key.
const KeyBytes = 32

// NewKey returns a random key.
func NewKey() []byte {
	key := make([]byte, KeyBytes)
	_, _ = rand.Read(key) // never fails
	return key
}

// NewPseudonyms returns the pseudonyms of a key.
func NewPseudonyms(key []byte) *Pseudonyms { return &Pseudonyms{key} }

func (p *Pseudonyms) sum(what, of string) []byte {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(what + "\x00" + of))
	return mac.Sum(nil)
}

// Of returns the pseudonym of a student, such as S-7KQ4-M2XD.
func (p *Pseudonyms) Of(s classroom.Student) string {
	return "S-" + classroom.Receipt(max(1, binary.BigEndian.Uint64(p.sum("student", s.Display()))>>24)).String()
}

// device returns what stands for the device of a notebook.
func (p *Pseudonyms) device(key classroom.SenderKey) string {
	return hex.EncodeToString(p.sum("device", key.UUID+"\x00"+key.Name)[:16])
}

// student returns a student without a name. Who has several notebooks stays one.
func (p *Pseudonyms) student(s classroom.Student) classroom.Student {
	key := classroom.SenderKey{UUID: p.device(s.SenderKey), Name: p.Of(s)}
	return classroom.Student{ID: s.ID, SessionID: s.SessionID, SenderKey: key, Number: 1}
}

// record returns a record without names, and without the receipts by which a student could be found.
func (p *Pseudonyms) record(r classroom.Record) classroom.Record {
	r.Student = p.student(r.Student)
	r.Sender = classroom.SenderKey{UUID: p.device(r.Sender), Name: r.Student.Name}
	r.Receipt, r.EarlierReceipts = 0, nil
	return r
}

// records returns the records without names.
func (p *Pseudonyms) records(of Records) Records {
	return func(yield func(classroom.Record, payload.Payload) error) error {
		return of(func(r classroom.Record, sent payload.Payload) error { return yield(p.record(r), sent) })
	}
}

// reader returns a reader that gets the session without names: without what teacher and students wrote to
// each other, and with the notebooks in the order of their pseudonyms.
func (p *Pseudonyms) reader(to archive.Reader) archive.Reader {
	var places []int // of the notebooks, by those in the session
	return archive.Reader{
		Head: func(s archive.Session) error {
			s.Students, places = p.students(s.Students)
			s.Anonymous, s.Owner, s.Messages, s.Help, s.ClassList = true, "", nil, nil, nil
			return to.Head(s)
		},
		Record: func(r classroom.Record, sent payload.Payload, kept archive.Record, isShown bool) error {
			kept.Student = places[kept.Student]
			kept.RecordID, kept.Counted, kept.Receipts, kept.Clock = "", nil, nil, ""
			return to.Record(p.record(r), sent, kept, isShown)
		},
	}
}

// students returns the notebooks without names in another order, and their new places.
func (p *Pseudonyms) students(list []archive.Student) (out []archive.Student, places []int) {
	order := make([]int, len(list))
	named := make([]archive.Student, len(list))
	for i, s := range list {
		order[i] = i
		of := i
		for list[of].MergedInto != -1 {
			of = list[of].MergedInto
		}
		student := list[of]
		s.Name = p.Of(classroom.Student{SenderKey: student.Key(), Number: student.Number, Given: student.Given, GivenNumber: student.GivenNumber})
		s.UUID, s.Given, s.GivenNumber, s.Person = p.device(list[i].Key()), "", 0, nil
		named[i] = s
	}
	slices.SortFunc(order, func(a, b int) int {
		return slices.Compare([]string{named[a].Name, named[a].UUID}, []string{named[b].Name, named[b].UUID})
	})
	places = make([]int, len(list))
	numbers := map[string]int{}
	for at, i := range order {
		places[i] = at
		s := named[i]
		numbers[s.Name]++
		s.Number, s.Alias = numbers[s.Name], at+1
		out = append(out, s)
	}
	for i := range out {
		if into := out[i].MergedInto; into != -1 {
			out[i].MergedInto = places[into]
		}
	}
	return out, places
}
