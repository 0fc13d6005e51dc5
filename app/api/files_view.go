package api

import (
	"cmp"

	"npt/backend/handout"
)

// SessionFiles is what a session hands out, and what was handed in.
type SessionFiles struct {
	Files    []HandedOut    `json:"files"` // by name
	Size     int64          `json:"size"`  // of all of them, in bytes
	Most     int64          `json:"most"`  // that they may take
	Have     int            `json:"have"`  // students who have all of them
	HandedIn int            `json:"handedIn"`
	Students []StudentFiles `json:"students"` // by name
	Devices  []DeviceFetch  `json:"devices"`  // browsers on computers of which no student, or several, are known
}

// HandedOut is a file that a session hands out.
type HandedOut struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Size     int64  `json:"size"`
	SHA256   string `json:"sha256"`
	Version  string `json:"version"` // names what it holds, shortly
	Notebook bool   `json:"notebook"`
	AddedAt  string `json:"addedAt"`
}

// StudentFiles is a student with the files that the student has and those handed in.
type StudentFiles struct {
	Student   Student    `json:"student"`
	Fetched   int        `json:"fetched"`   // how many of the files
	FetchedAt string     `json:"fetchedAt"` // when the last one
	ByBrowser bool       `json:"byBrowser"` // on the computer from which the student sends
	HandIns   []HandedIn `json:"handIns"`   // the last one first
}

// HandedIn is a notebook that a student handed in.
type HandedIn struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"` // of the file
	Size     int64  `json:"size"`
	At       string `json:"at"`
	Receipt  string `json:"receipt"`
	FromPage bool   `json:"fromPage"` // by the students' page
	Kept     bool   `json:"kept"`
}

// DeviceFetch is a computer whose browser has files.
type DeviceFetch struct {
	Address   string `json:"address"`
	Fetched   int    `json:"fetched"`
	FetchedAt string `json:"fetchedAt"`
	Students  int    `json:"students"` // how many send from there
}

func fileView(f handout.File) HandedOut {
	return HandedOut{ID: f.ID, Name: f.Name, Size: f.Size, SHA256: f.SHA256, Version: f.Version(), Notebook: f.IsNotebook, AddedAt: stamp(f.AddedAt)}
}

func handInView(h handout.HandIn) HandedIn {
	return HandedIn{ID: h.ID, Name: h.Name, Size: h.Size, At: stamp(h.ReceivedAt), Receipt: h.Receipt.String(), FromPage: h.FromPage, Kept: h.IsKept}
}

// compareText compares two texts, and where they are the same, two others.
func compareText(a, b, c, d string) int { return cmp.Or(cmp.Compare(a, b), cmp.Compare(c, d)) }
