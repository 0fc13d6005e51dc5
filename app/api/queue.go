package api

import (
	"context"

	"npt/backend/assess"
)

// helper returns who acts: an assistant's name, or nothing for the teacher.
func (api *API) helper() string {
	if api.face.Person == nil {
		return ""
	}
	return api.face.Person.Helper()
}

// TakeHelp notes that whoever asks goes to students who wait for help: their notebooks say that somebody
// is coming. They wait again if nobody came after ten minutes. Those to whom somebody else goes are left
// out; it is an error if that is so of all.
func (api *API) TakeHelp(sessionID int64, studentIDs []int64) error {
	err := api.engine.Queue.Take(context.Background(), sessionID, studentIDs, api.helper())
	return api.did(err, "TakeHelp", sessionID, studentIDs)
}

// ReturnHelp notes that nobody goes to students any more: they wait again, where they were.
func (api *API) ReturnHelp(sessionID int64, studentIDs []int64) error {
	err := api.engine.Queue.GiveBack(context.Background(), sessionID, studentIDs)
	return api.did(err, "ReturnHelp", sessionID, studentIDs)
}

// PauseHelp tells the students who wait that nobody is taken now, or that it goes on. Their wait goes on.
func (api *API) PauseHelp(sessionID int64, isPaused bool) error {
	return api.did(api.engine.Queue.Pause(context.Background(), sessionID, isPaused), "PauseHelp", sessionID, isPaused)
}

// HelpQueue is how the queue of those who wait for help goes.
type HelpQueue struct {
	PausedAt string `json:"pausedAt"` // since when nobody is taken; empty while it goes on
	Waited   int    `json:"waited"`   // the median wait of the last half hour, in seconds
	Helped   int    `json:"helped"`   // students who were helped in the last half hour
}

func queueView(b *assess.Dashboard) HelpQueue {
	return HelpQueue{PausedAt: stamp(b.PausedAt), Waited: int(b.Queue.Waited.Seconds()), Helped: b.Queue.Helped}
}
