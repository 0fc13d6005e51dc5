package app

// QuestionPage returns a question with its answers, alike ones together.
func (api *API) QuestionPage(q QuestionQuery) (QuestionPage, error) { return QuestionPage{}, nil }

// MarkGroup says that a group of answers is right or wrong, which wins over any
// rule; an empty verdict takes it back.
func (api *API) MarkGroup(q QuestionQuery, key, verdict string) error { return nil }

// LabelGroup gives a group of answers a label, which later answers that fall into it
// carry too; an empty one takes it back.
func (api *API) LabelGroup(q QuestionQuery, key, label string) error { return nil }

// SetCheck sets the rule by which all records of a question are judged.
func (api *API) SetCheck(q QuestionQuery, c Check) error { return nil }

// SetGrouping sets which answers of a question are alike.
func (api *API) SetGrouping(q QuestionQuery, g Grouping) error { return nil }

// SetQuestion gives a question its title and its place in the order of questions,
// from 1; without both it is only known by its label again.
func (api *API) SetQuestion(sessionID int64, label, title string, order int) error { return nil }

// Projection returns what of a question may be shown to the class.
func (api *API) Projection(q ProjectionQuery) (Projection, error) { return Projection{}, nil }
