package export

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"

	"npt/backend/payload"
	"npt/backend/pyjson"
)

const (
	// maxExcerpt bounds the text of an answer in a page for people, in characters.
	maxExcerpt = 2_000
	// maxPictures bounds the pictures of a page in bytes, and so the page: a browser opens it at once.
	maxPictures = 20 << 20
	// mostPictured bounds how many groups of a question have a picture.
	mostPictured = 60
)

// excerpt is what a page for people shows of an answer.
type excerpt struct {
	Type      payload.Type
	Text      string `json:"-"`
	IsCut     bool   // Text is only a beginning
	Shape     []int
	Columns   []string
	Rows      [][]string // the top left corner of an array or a table
	IsPicture bool
	MediaType string // of the picture; empty if it was left out
	Picture   string `json:"-"` // in base 64
}

// excerptOf returns what is shown of an answer of which a list shows v, without its picture.
func excerptOf(p payload.Payload, v payload.Preview) excerpt {
	e := excerpt{Type: p.Type, Shape: v.Shape, Columns: v.Columns, Rows: v.Rows}
	kind := payload.KindOf(p.Type)
	switch {
	case kind.Encoding == payload.Binary:
		e.IsPicture = p.Type != payload.TypeUnreadable
	case kind.Encoding == payload.Text, len(v.Rows) == 0 && v.Text == "":
		e.Text, e.IsCut = pyjson.Beginning(p.Data, maxExcerpt)
	case len(v.Rows) == 0:
		e.Text, e.IsCut = v.Text, v.Cut
	}
	e.Text = strings.Map(printable, e.Text)
	return e
}

// printable returns what stands for a character: no page and no notebook takes the control characters of ASCII.
func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
		return '\uFFFD'
	}
	return r
}

// excerpts are those of many answers, in a file, as their pictures are too large for the memory.
type excerpts struct {
	file      io.ReadWriteSeeker
	out       *bufio.Writer
	end       int64
	isReading bool // the file is not at its end
}

func newExcerpts(file io.ReadWriteSeeker) *excerpts {
	return &excerpts{file: file, out: bufio.NewWriterSize(file, tableBuffer)}
}

// kept says where an excerpt stands: its text, its picture, as they are, and the rest of it in JSON. Its length is 0 for none.
type kept struct {
	from, length  int64
	text, picture int
}

// add keeps an excerpt.
func (x *excerpts) add(e excerpt) (kept, error) {
	rest, err := json.Marshal(e)
	if err != nil {
		return kept{}, err
	}
	if x.isReading {
		if _, err := x.file.Seek(x.end, io.SeekStart); err != nil {
			return kept{}, err
		}
		x.isReading = false
	}
	at := kept{x.end, int64(len(e.Text) + len(e.Picture) + len(rest)), len(e.Text), len(e.Picture)}
	x.end += at.length
	_, _ = x.out.WriteString(e.Text) // a bufio.Writer keeps its error
	_, _ = x.out.WriteString(e.Picture)
	_, err = x.out.Write(rest)
	return at, err
}

// read returns an excerpt that was kept.
func (x *excerpts) read(at kept) (e excerpt, err error) {
	if at.length == 0 {
		return e, nil
	}
	if err := x.out.Flush(); err != nil {
		return e, err
	}
	x.isReading = true
	if _, err := x.file.Seek(at.from, io.SeekStart); err != nil {
		return e, err
	}
	data := make([]byte, at.length)
	if _, err := io.ReadFull(x.file, data); err != nil {
		return e, err
	}
	err = json.Unmarshal(data[at.text+at.picture:], &e)
	e.Text, e.Picture = string(data[:at.text]), string(data[at.text:at.text+at.picture])
	return e, err
}

// show puts a picture into the excerpt.
func (e *excerpt) show(image *payload.Image) {
	e.MediaType, e.Picture = image.MediaType, base64.StdEncoding.EncodeToString(image.Data)
}
