package notebook

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
)

// stampDigits is how many digits the version of a notebook has.
const stampDigits = 8

// config matches the entries of npt_config up to the version in it, that version, and the rest.
var config = regexp.MustCompile(`(?m)^(npt_config *= *\{[^{}\n]*?)(?:, *['"]notebook_version['"]: *['"]([^'"\n]*)['"])?(\}[ \t]*)$`)

// Version returns the version that stands in the notebook's first cell, and is sent with each answer; empty if it has none.
func (d *Document) Version() string {
	for _, c := range d.cells {
		if isFirstCell(c) {
			if at := config.FindStringSubmatch(c.source); at != nil {
				return at[2]
			}
		}
	}
	return ""
}

// digest returns the version of what the notebook says: a digest of the text of its cells but the first one, so that it is
// the same for whatever session and address the notebook is.
func (d *Document) digest() string {
	sum, own := sha256.New(), slices.IndexFunc(d.cells, isFirstCell)
	for i, c := range d.cells {
		source := c.source
		if c.isCode() {
			if rest, ours, err := withoutFirstCell(source, i > own); ours && err == nil {
				source = rest
			}
		}
		if source != "" {
			sum.Write([]byte(c.kind + "\x00" + source + "\x00"))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:stampDigits]
}

// IsStale reports whether the notebook was changed since its first cell got its version.
func (d *Document) IsStale() bool {
	said := d.Version()
	return said != "" && said != d.digest()
}

// stamped returns the first cell with the version of a notebook. A cell whose settings do not stand on one line stays.
func stamped(source, version string) string {
	return config.ReplaceAllString(source, "${1}, 'notebook_version': '"+version+"'${3}")
}

// restamped returns a file that was made from the notebook with its own version, if the notebook has one.
func (d *Document) restamped(data []byte) ([]byte, error) {
	if d.Version() == "" {
		return data, nil
	}
	return restamped(data)
}

// restamped returns a notebook with its version in its first cell.
func restamped(data []byte) ([]byte, error) {
	d, err := Read(data)
	if err != nil {
		return nil, err
	}
	e, version := d.edit(), d.digest()
	if own := slices.IndexFunc(d.cells, isFirstCell); own >= 0 && version != d.Version() {
		e.setSource(d.cells[own], stamped(d.cells[own].source, version))
	}
	return e.written(), nil
}
