package assess

import (
	"context"

	"npt/backend/classroom"
)

// Relabel gives questions of a session other labels, by their labels: records and all that is set or told of a question
// follow. Labels may change places. The error is CodeBadField for a label that no record may have or that two questions
// would have, CodeConflict if a question that keeps its label has it.
func (a *Assessor) Relabel(ctx context.Context, sessionID int64, labels map[string]string) error {
	if len(labels) > MaxSetAtOnce {
		return classroom.Errorf(classroom.CodeTooLarge, "At most %d questions can be set at once.", MaxSetAtOnce)
	}
	becomes, isTaken := map[string]string{}, map[string]bool{}
	for old, label := range labels {
		label = classroom.CleanName(a.nfc, label)
		if err := classroom.CheckText("The question's label", label, classroom.MaxQuestion); err != nil {
			return err
		}
		if isTaken[label] {
			return classroom.Errorf(classroom.CodeBadField, "Two questions would have the number %s.", label)
		}
		becomes[old], isTaken[label] = label, true
	}
	err := a.store.Relabel(ctx, sessionID, becomes)
	if err == nil {
		a.events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: sessionID})
	}
	return a.changedOf(sessionID, "", err)
}
