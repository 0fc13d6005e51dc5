package app

// Dashboard returns all that the dashboard shows of a session: glance, bars, grid,
// pace and who needs attention. partID narrows it to one part; 0 means all.
func (api *API) Dashboard(sessionID, partID int64) (Dashboard, error) {
	return Dashboard{Questions: []BoardQuestion{}, Rows: []StudentRow{}, Attention: []AttentionLine{}, Alike: []AlikeGroup{}}, nil
}

// MarkVisited notes that the teacher was with a student, who then goes to the end of
// the list until something new happens; or takes that back.
func (api *API) MarkVisited(sessionID, studentID int64, visited bool) error { return nil }

// Thresholds returns when a student needs attention.
func (api *API) Thresholds() (Thresholds, error) { return Thresholds{}, nil }

// SetThresholds sets when a student needs attention, in all sessions.
func (api *API) SetThresholds(t Thresholds) (Thresholds, error) { return t, nil }

// SendMessageTo sends a message to some students of a session alone, and ends
// their wait for help.
func (api *API) SendMessageTo(m DirectMessage) (Message, error) { return Message{}, nil }
