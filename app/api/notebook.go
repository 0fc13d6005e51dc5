package api

import (
	"io"
	"os"
	"path/filepath"

	"npt/backend/classroom"
	"npt/backend/notebook"
)

// MaxNotebook is the size of the largest notebook that is read, in bytes.
const MaxNotebook = notebook.MaxSize

// OpenNotebook asks the teacher for a notebook and returns the questions that it sends, in their
// order; a Notebook without a name if the teacher cancelled. A browser reads the file itself and calls
// ReadNotebook.
func (api *API) OpenNotebook() (Notebook, error) {
	path, err := api.face.Window.OpenNotebook()
	if err != nil || path == "" {
		return Notebook{Questions: []NotebookQuestion{}, Refused: []string{}}, err
	}
	data, err := readAtMost(path, notebook.MaxSize+1) // one byte more, so that a file that is too large is noticed
	if err != nil {
		return Notebook{}, classroom.Errorf(classroom.CodeNotFound, "The file cannot be read: %v", err)
	}
	return readNotebook(filepath.Base(path), data)
}

// ReadNotebook returns the questions that a notebook sends, in their order. name is the file's name,
// text its content.
func (api *API) ReadNotebook(name, text string) (Notebook, error) {
	return readNotebook(name, []byte(text))
}

func readNotebook(name string, data []byte) (Notebook, error) {
	d, err := notebook.Read(data)
	if err != nil {
		return Notebook{}, err
	}
	return notebookView(name, d)
}

// readAtMost returns at most limit bytes of a file.
func readAtMost(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}

// Notebook is a lab's notebook with its questions.
type Notebook struct {
	Name      string             `json:"name"`    // of the file; empty if none was chosen
	Version   string             `json:"version"` // that its first cell says; empty if it says none
	Questions []NotebookQuestion `json:"questions"`
	Refused   []string           `json:"refused"` // labels that no record may have
}

// NotebookQuestion is a question that a notebook sends.
type NotebookQuestion struct {
	Label string `json:"label"`
	Title string `json:"title"` // what the text above calls it; empty if it says nothing
	Also  string `json:"also"`  // another title, if the label is sent again under it
}
