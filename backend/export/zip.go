package export

import (
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"time"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// ZIP writes an archive with a file for each answer, in images, code and data; with records.csv, as CSV
// has it, grid.csv and questions.csv; with report.html and debrief.ipynb for people; with the notebooks that were handed
// in, unless names are to be left out; and with session.json, from which the app reads all of it back. An
// archive takes one file after the other: what grows with the answers waits, compressed, in temporary
// files.
func ZIP(w io.Writer, from Source) error {
	z := &zipWriter{out: zip.NewWriter(w), from: from, grid: newGrid()}
	var err error
	if z.table, err = z.waiting(); err != nil {
		return err
	}
	if z.session, err = z.waiting(); err != nil {
		return err
	}
	if z.lab, err = newLab(from); err != nil {
		return err
	}
	z.rows = newTable(z.table)
	if err := z.rows.heads(Header); err != nil {
		return err
	}
	if err := from.Archive(archive.Reader{Head: z.head, Record: z.record}); err != nil {
		return err
	}
	if err := z.end(); err != nil {
		return err
	}
	return z.out.Close()
}

// zipWriter is the state of one ZIP.
type zipWriter struct {
	out     *zip.Writer
	from    Source
	names   *names
	grid    *grid
	lab     *lab
	table   *spool // records.csv
	rows    tableWriter
	session *spool // session.json
	written *archive.Writer
	handed  []handedFile
}

func (z *zipWriter) waiting() (*spool, error) {
	temp, err := z.from.Temp()
	if err != nil {
		return nil, err
	}
	return newSpool(temp)
}

func (z *zipWriter) head(s archive.Session) (err error) {
	s.WrittenAt = archive.Moment(z.from.At.UnixMicro())
	z.names = newNames(len(s.Parts) > 1)
	if err := z.nameNotebooks(&s); err != nil {
		return err
	}
	z.written, err = archive.NewWriter(z.session, s)
	return err
}

// record writes one answer.
func (z *zipWriter) record(r classroom.Record, p payload.Payload, kept archive.Record, isShown bool) error {
	name := ""
	if p.Type != payload.TypeUnreadable {
		name = z.names.of(r, p)
		if err := addFile(z.out, name, r.ReceivedAt, p); err != nil {
			return err
		}
		kept.File = name
		if err := z.written.Add(kept); err != nil {
			return err
		}
	}
	if !isShown {
		return nil
	}
	verdict, _ := z.from.Judged.Of(r)
	z.grid.add(r, verdict)
	if err := z.lab.add(r, p); err != nil {
		return err
	}
	return z.rows.row(z.from.row(r, p, name)...)
}

// end adds what stands for all of them.
func (z *zipWriter) end() error {
	if err := z.rows.flush(); err != nil {
		return err
	}
	if err := z.written.Close(); err != nil {
		return err
	}
	for _, small := range []struct {
		name string
		rows [][]any
	}{{"grid.csv", z.grid.rows()}, {"questions.csv", z.grid.questionRows()}} {
		if err := z.addTable(small.name, small.rows); err != nil {
			return err
		}
	}
	if err := z.addPages(); err != nil {
		return err
	}
	if err := z.addNotebooks(); err != nil {
		return err
	}
	if err := z.table.addTo(z.out, "records.csv", z.from.At); err != nil {
		return err
	}
	return z.session.addTo(z.out, archive.FileName, z.from.At)
}

// addPages adds what people read.
func (z *zipWriter) addPages() error {
	for _, page := range []struct {
		name  string
		write func(io.Writer) error
	}{{"report.html", z.lab.writeHTML}, {"debrief.ipynb", z.lab.writeDebrief}} {
		f, err := z.create(page.name)
		if err != nil {
			return err
		}
		out := bufio.NewWriterSize(f, tableBuffer) // a template writes word by word
		if err := errors.Join(page.write(out), out.Flush()); err != nil {
			return err
		}
	}
	return nil
}

// handedFile is a notebook that was handed in, with its name in the ZIP.
type handedFile struct {
	HandedIn

	file string
}

// nameNotebooks lists what was handed in in the session's file, each by the name of its student. What cannot be opened is left
// out of both.
func (z *zipWriter) nameNotebooks(s *archive.Session) error {
	if z.from.HandedIn == nil {
		return nil
	}
	at := map[classroom.SenderKey]int{}
	for i, student := range s.Students {
		at[student.Key()] = i
	}
	return z.from.HandedIn(func(h HandedIn) error {
		in, err := h.Open()
		if err != nil {
			return err
		}
		named := handedFile{h, z.names.notebook(h.Student)}
		z.handed = append(z.handed, named)
		if i, isListed := at[h.Student.SenderKey]; isListed {
			s.HandedIn = append(s.HandedIn, archive.HandIn{
				Student: i, File: named.file, Name: h.Name, RequestID: h.RequestID, FromPage: h.FromPage, Receipt: h.Receipt, ReceivedAt: archive.Moment(h.At.UnixMicro()),
			})
		}
		return in.Close()
	})
}

// addNotebooks adds what was handed in.
func (z *zipWriter) addNotebooks() error {
	for _, h := range z.handed {
		in, err := h.Open()
		if err != nil {
			return err
		}
		f, err := z.out.CreateHeader(&zip.FileHeader{Name: h.file, Method: zip.Deflate, Modified: h.At.UTC()})
		if err == nil {
			_, err = io.Copy(f, in)
		}
		if err = errors.Join(err, in.Close()); err != nil {
			return err
		}
	}
	return nil
}

// create begins a file that was made with the export.
func (z *zipWriter) create(name string) (io.Writer, error) {
	return z.out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.from.At.UTC()})
}

func (z *zipWriter) addTable(name string, rows [][]any) error {
	f, err := z.create(name)
	if err != nil {
		return err
	}
	out := newTable(f)
	for _, cells := range rows {
		if err := out.row(cells...); err != nil {
			return err
		}
	}
	return out.flush()
}

// addFile adds an answer as it was sent. A picture is compressed already.
func addFile(out *zip.Writer, name string, at time.Time, p payload.Payload) error {
	method := zip.Deflate
	if payload.KindOf(p.Type).Encoding == payload.Binary {
		method = zip.Store
	}
	f, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: at.UTC()})
	if err != nil {
		return err
	}
	_, err = f.Write(p.Data)
	return err
}
