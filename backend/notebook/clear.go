package notebook

// Clear returns the notebook without outputs and counts of execution, and how many cells had any. The error is a
// *classroom.Error.
func (d *Document) Clear() ([]byte, int, error) {
	if err := d.editable(); err != nil {
		return nil, 0, err
	}
	e, cleared := d.edit(), 0
	for _, c := range d.cells {
		before := len(e.made)
		if c.isCode() {
			e.clear(c)
		}
		if len(e.made) > before {
			cleared++
		}
	}
	return e.written(), cleared, nil
}
