package app

import (
	"encoding/json"
	"maps"

	"npt/backend/classroom"
	"npt/backend/events"
)

// changedEvent is the name of the event that the window gets when something changed.
const changedEvent = "changed"

// changed says what changed, never how: the window asks again.
type changed struct {
	Kinds    []classroom.EventKind `json:"kinds"`
	Sessions []int64               `json:"sessions"`
}

func changedView(c events.Change) changed {
	return changed{Kinds: list(c.Kinds), Sessions: list(c.Sessions)}
}

// call is a method of API behind JSON arguments.
type call func(args []json.RawMessage) (any, error)

// calls is the table of what a browser may call: every method of API that needs no
// window.
func calls(api *API) map[string]call {
	table := boardCalls(api)
	maps.Copy(table, map[string]call{
		"Status":           call0(api.Status),
		"SetOwner":         call1(api.SetOwner),
		"Sessions":         call0(api.Sessions),
		"CreateSession":    call2(api.CreateSession),
		"UpdateSession":    call3(api.UpdateSession),
		"OpenSession":      call1(api.OpenSession),
		"CloseSession":     call1(void1(api.CloseSession)),
		"DeleteSession":    call1(api.DeleteSession),
		"SelectSession":    call1(void1(api.SelectSession)),
		"FirstCell":        call1(api.FirstCell),
		"AddPart":          call2(api.AddPart),
		"RenamePart":       call2(api.RenamePart),
		"MovePart":         call2(void2(api.MovePart)),
		"DeletePart":       call1(void1(api.DeletePart)),
		"DuplicateSession": call2(api.DuplicateSession),
		"CloseAllSessions": call0(api.CloseAllSessions),

		"Records":       call1(api.Records),
		"NewRecords":    call1(api.NewRecords),
		"RecordFacets":  call1(api.RecordFacets),
		"NoMatch":       call1(api.NoMatch),
		"DeleteRecords": call1(api.DeleteRecords),
		"UndoDelete":    call1(void1(api.UndoDelete)),
		"PrepareExport": call2(api.PrepareExport),
		"Answer":        call1(api.Answer),
		"Thumbnails":    call1(api.Thumbnails),

		"Students":       call1(api.Students),
		"StudentPath":    call1(api.StudentPath),
		"MergeStudents":  call2(api.MergeStudents),
		"UnmergeStudent": call1(void1(api.UnmergeStudent)),
		"RenameStudent":  call2(api.RenameStudent),
		"SetNamesHidden": call1(void1(api.SetNamesHidden)),

		"Questions":     call1(api.Questions),
		"SendMessage":   call4(api.SendMessage),
		"Doctor":        call0(api.Doctor),
		"Interfaces":    call0(api.Interfaces),
		"ListSession":   call2(void2(api.ListSession)),
		"SetInterface":  call1(api.SetInterface),
		"Diagnostics":   call0(api.Diagnostics),
		"LastCrash":     call0(api.LastCrash),
		"ForgetCrash":   call0(void0(api.ForgetCrash)),
		"Reached":       call1(void1(api.Reached)),
		"SetKeepAwake":  call1(void1(api.SetKeepAwake)),
		"SetLeave":      call1(void1(api.SetLeave)),
		"SetLanguage":   call1(void1(api.SetLanguage)),
		"OpenProjector": call0(api.OpenProjector),
	})
	return table
}

// boardCalls is the part of the table that dashboard, question and projector call.
func boardCalls(api *API) map[string]call {
	return map[string]call{
		"Dashboard":     call2(api.Dashboard),
		"MarkVisited":   call3(void3(api.MarkVisited)),
		"Thresholds":    call0(api.Thresholds),
		"SetThresholds": call1(api.SetThresholds),
		"SendMessageTo": call1(api.SendMessageTo),
		"QuestionPage":  call1(api.QuestionPage),
		"MarkGroup":     call3(void3(api.MarkGroup)),
		"LabelGroup":    call3(void3(api.LabelGroup)),
		"SetCheck":      call2(void2(api.SetCheck)),
		"SetGrouping":   call2(void2(api.SetGrouping)),
		"SetQuestions":  call2(void2(api.SetQuestions)),
		"ReadNotebook":  call2(api.ReadNotebook),
		"Projection":    call1(api.Projection),
	}
}

func call0[R any](f func() (R, error)) call {
	return func(args []json.RawMessage) (any, error) {
		if err := arguments(args); err != nil {
			return nil, err
		}
		return f()
	}
}

func call1[A, R any](f func(A) (R, error)) call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		if err := arguments(args, &a); err != nil {
			return nil, err
		}
		return f(a)
	}
}

func call2[A, B, R any](f func(A, B) (R, error)) call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		var b B
		if err := arguments(args, &a, &b); err != nil {
			return nil, err
		}
		return f(a, b)
	}
}

func call3[A, B, C, R any](f func(A, B, C) (R, error)) call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		var b B
		var c C
		if err := arguments(args, &a, &b, &c); err != nil {
			return nil, err
		}
		return f(a, b, c)
	}
}

func call4[A, B, C, D, R any](f func(A, B, C, D) (R, error)) call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		var b B
		var c C
		var d D
		if err := arguments(args, &a, &b, &c, &d); err != nil {
			return nil, err
		}
		return f(a, b, c, d)
	}
}

func void0(f func() error) func() (any, error) {
	return func() (any, error) { return nil, f() }
}

func void1[A any](f func(A) error) func(A) (any, error) {
	return func(a A) (any, error) { return nil, f(a) }
}

func void2[A, B any](f func(A, B) error) func(A, B) (any, error) {
	return func(a A, b B) (any, error) { return nil, f(a, b) }
}

func void3[A, B, C any](f func(A, B, C) error) func(A, B, C) (any, error) {
	return func(a A, b B, c C) (any, error) { return nil, f(a, b, c) }
}

func arguments(args []json.RawMessage, into ...any) error {
	if len(args) != len(into) {
		return classroom.Errorf(classroom.CodeBadField, "The call takes %d arguments and got %d.", len(into), len(args))
	}
	for i, arg := range args {
		if err := json.Unmarshal(arg, into[i]); err != nil {
			return classroom.Errorf(classroom.CodeBadField, "Argument %d: %v", i+1, err)
		}
	}
	return nil
}
