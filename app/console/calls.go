package console

import (
	"encoding/json"
	"maps"

	"npt/app/api"
)

// Call is a method of API that takes its arguments as JSON.
type Call func(args []json.RawMessage) (any, error)

// parts are the calls that a browser may make, by what they are about: every method of API that needs no window.
var parts = []func(*api.API) map[string]Call{
	appCalls, teamCalls, colleagueCalls, sessionCalls, notebookCalls, recordCalls, transferCalls, studentCalls, classListCalls, dashboardCalls, keepingCalls,
}

// Calls is the table of the calls that a browser may make.
func Calls(a *api.API) map[string]Call {
	table := map[string]Call{}
	for _, part := range parts {
		maps.Copy(table, part(a))
	}
	return table
}

// appCalls is the part of the table for the app itself: who and where it is, and how it ends.
func appCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Status":       call0(a.Status),
		"SetOwner":     call1(a.SetOwner),
		"Doctor":       call0(a.Doctor),
		"Interfaces":   call0(a.Interfaces),
		"SetInterface": call1(a.SetInterface),
		"Diagnostics":  call0(a.Diagnostics),
		"LastCrash":    call0(a.LastCrash),
		"ForgetCrash":  call0(void0(a.ForgetCrash)),
		"Reached":      call1(void1(a.Reached)),
		"SetKeepAwake": call1(void1(a.SetKeepAwake)),
		"Leave":        call2(void2(a.Leave)),
		"SetLeave":     call1(void1(a.SetLeave)),
		"SetLanguage":  call1(void1(a.SetLanguage)),
	}
}

// teamCalls is the part of the table for assistants.
func teamCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Team":              call0(a.Team),
		"InviteAssistant":   call3(a.InviteAssistant),
		"CallOffInvitation": call0(void0(a.CallOffInvitation)),
		"SetAssistantRole":  call2(void2(a.SetAssistantRole)),
		"EndAssistant":      call1(void1(a.EndAssistant)),
		"UndoAct":           call1(void1(a.UndoAct)),
		"ForceNumbers":      call1(void1(a.ForceNumbers)),
	}
}

// colleagueCalls is the part of the table for the classes of colleagues.
func colleagueCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Colleagues":      call0(a.Colleagues),
		"ColleagueDoor":   call1(a.ColleagueDoor),
		"ForgetColleague": call1(void1(a.ForgetColleague)),
		"JoinColleague":   call4(a.JoinColleague),
		"ColleagueLink":   call0(a.ColleagueLink),
		"AskColleague":    call3(a.AskColleague),
		"ColleagueNews":   call1(a.ColleagueNews),
		"LeaveColleague":  call0(void0(a.LeaveColleague)),
	}
}

// recordCalls is the part of the table for answers.
func recordCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Records":          call1(a.Records),
		"NewRecords":       call1(a.NewRecords),
		"RecordsOf":        call2(a.RecordsOf),
		"RecordFacets":     call1(a.RecordFacets),
		"CheckNamePattern": call1(void1(a.CheckNamePattern)),
		"NoMatch":          call1(a.NoMatch),
		"DeleteRecords":    call1(a.DeleteRecords),
		"UndoDelete":       call1(void1(a.UndoDelete)),
		"Answer":           call1(a.Answer),
		"Answers":          call1(a.Answers),
		"Thumbnails":       call1(a.Thumbnails),
		"Questions":        call1(a.Questions),
	}
}

// transferCalls is the part of the table for what leaves the app and comes in.
func transferCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"PrepareExport":    call1(a.PrepareExport),
		"TransferProgress": call1(a.TransferProgress),
		"CancelTransfer":   call1(void1(a.CancelTransfer)),
		"RunImport":        call4(a.RunImport),
		"ForgetImport":     call1(void1(a.ForgetImport)),
		"ForgetPseudonyms": call0(void0(a.ForgetPseudonyms)),
		"PrepareCanvas":    call2(a.PrepareCanvas),
	}
}

// studentCalls is the part of the table for students, what they hand in and what is written to them.
func studentCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Students":             call1(a.Students),
		"StudentPath":          call1(a.StudentPath),
		"MergeStudents":        call2(a.MergeStudents),
		"UnmergeStudent":       call1(void1(a.UnmergeStudent)),
		"RenameStudent":        call2(a.RenameStudent),
		"RemoveSilentStudents": call1(a.RemoveSilentStudents),
		"SetNamesHidden":       call1(void1(a.SetNamesHidden)),
		"Files":                call1(a.Files),
		"DetachFile":           call1(void1(a.DetachFile)),
		"OpenHandIns":          call1(a.OpenHandIns),
		"SendMessage":          call2(a.SendMessage),
		"Messages":             call1(a.Messages),
		"TakeBackMessage":      call1(void1(a.TakeBackMessage)),
	}
}

// classListCalls is the part of the table for the class list and grades.
func classListCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"ClassList":        call1(a.ClassList),
		"PreviewClassList": call2(a.PreviewClassList),
		"ImportClassList":  call3(a.ImportClassList),
		"ClearClassList":   call0(a.ClearClassList),
		"UndoClassList":    call1(void1(a.UndoClassList)),
		"MatchStudent":     call3(void3(a.MatchStudent)),
		"Grades":           call1(a.Grades),
		"SetGrades":        call2(void2(a.SetGrades)),
	}
}

// sessionCalls is the part of the table for sessions and their first cells.
func sessionCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Sessions":         call0(a.Sessions),
		"CreateSession":    call2(a.CreateSession),
		"UpdateSession":    call3(a.UpdateSession),
		"OpenSession":      call1(a.OpenSession),
		"CloseSession":     call1(void1(a.CloseSession)),
		"DeleteSession":    call1(a.DeleteSession),
		"SelectSession":    call1(void1(a.SelectSession)),
		"FirstCell":        call1(a.FirstCell),
		"StartDemo":        call1(a.StartDemo),
		"RemoveDemo":       call0(void0(a.RemoveDemo)),
		"LabNotebook":      call1(a.LabNotebook),
		"AddPart":          call2(a.AddPart),
		"RenamePart":       call2(a.RenamePart),
		"MovePart":         call2(void2(a.MovePart)),
		"DeletePart":       call1(void1(a.DeletePart)),
		"DuplicateSession": call2(a.DuplicateSession),
		"CloseAllSessions": call0(a.CloseAllSessions),
		"ListSession":      call2(void2(a.ListSession)),
	}
}

// keepingCalls is the part of the table for copies of the data file and for how long records are kept.
func keepingCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Backups":            call0(a.Backups),
		"MakeBackup":         call0(void0(a.MakeBackup)),
		"RestoreBackup":      call1(void1(a.RestoreBackup)),
		"SalvageFile":        call0(a.SalvageFile),
		"SetSecondFolder":    call1(void1(a.SetSecondFolder)),
		"EraseChoice":        call1(a.EraseChoice),
		"EraseStudents":      call2(void2(a.EraseStudents)),
		"EraseSession":       call1(void1(a.EraseSession)),
		"Retention":          call0(a.Retention),
		"SetRetentionMonths": call1(void1(a.SetRetentionMonths)),
		"SetSessionEnd":      call2(void2(a.SetSessionEnd)),
	}
}

// notebookCalls is the part of the table for the notebooks of labs.
func notebookCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"ReadNotebook":         call2(a.ReadNotebook),
		"PrepareText":          call2(a.PrepareText),
		"Preparation":          call1(a.Preparation),
		"CheckPreparation":     call2(a.CheckPreparation),
		"Renumbering":          call2(a.Renumbering),
		"TakeStep":             call2(a.TakeStep),
		"UndoStep":             call1(a.UndoStep),
		"PreparationText":      call2(a.PreparationText),
		"Drift":                call1(a.Drift),
		"NoteNotebook":         call2(void2(a.NoteNotebook)),
		"Following":            call2(a.Following),
		"RelabelQuestions":     call2(void2(a.RelabelQuestions)),
		"PreparationQuestions": call1(a.PreparationQuestions),
	}
}

// dashboardCalls is the part of the table for the dashboard, a question and the projector.
func dashboardCalls(a *api.API) map[string]Call {
	return map[string]Call{
		"Dashboard":          call3(a.Dashboard),
		"MarkVisited":        call3(void3(a.MarkVisited)),
		"Thresholds":         call0(a.Thresholds),
		"SetThresholds":      call1(a.SetThresholds),
		"SendMessageTo":      call3(a.SendMessageTo),
		"Waiting":            call1(a.Waiting),
		"Sections":           call1(a.Sections),
		"TakeHelp":           call2(void2(a.TakeHelp)),
		"ReturnHelp":         call2(void2(a.ReturnHelp)),
		"PauseHelp":          call2(void2(a.PauseHelp)),
		"HelpOf":             call1(a.HelpOf),
		"LastReplies":        call0(a.LastReplies),
		"QuestionPage":       call1(a.QuestionPage),
		"MarkGroup":          call3(void3(a.MarkGroup)),
		"LabelGroup":         call3(void3(a.LabelGroup)),
		"SetCheck":           call2(void2(a.SetCheck)),
		"SetInputs":          call2(void2(a.SetInputs)),
		"SetEquivalence":     call2(void2(a.SetEquivalence)),
		"SetFeedback":        call2(void2(a.SetFeedback)),
		"SetSessionFeedback": call2(void2(a.SetSessionFeedback)),
		"ReleaseFeedback":    call2(void2(a.ReleaseFeedback)),
		"SetHint":            call3(void3(a.SetHint)),
		"SetQuestions":       call2(void2(a.SetQuestions)),
		"Projection":         call1(a.Projection),
		"OpenProjector":      call0(a.OpenProjector),
		"HideFromWall":       call4(void4(a.HideFromWall)),
	}
}

func call0[R any](f func() (R, error)) Call {
	return func(args []json.RawMessage) (any, error) {
		if err := arguments(args); err != nil {
			return nil, err
		}
		return f()
	}
}

func call1[A, R any](f func(A) (R, error)) Call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		if err := arguments(args, &a); err != nil {
			return nil, err
		}
		return f(a)
	}
}

func call2[A, B, R any](f func(A, B) (R, error)) Call {
	return func(args []json.RawMessage) (any, error) {
		var a A
		var b B
		if err := arguments(args, &a, &b); err != nil {
			return nil, err
		}
		return f(a, b)
	}
}

func call3[A, B, C, R any](f func(A, B, C) (R, error)) Call {
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

func call4[A, B, C, D, R any](f func(A, B, C, D) (R, error)) Call {
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

func void4[A, B, C, D any](f func(A, B, C, D) error) func(A, B, C, D) (any, error) {
	return func(a A, b B, c C, d D) (any, error) { return nil, f(a, b, c, d) }
}

func arguments(args []json.RawMessage, into ...any) error {
	if len(args) != len(into) {
		return api.Errorf(api.CodeBadField, "The call takes %d arguments and got %d.", len(into), len(args))
	}
	for i, arg := range args {
		if err := json.Unmarshal(arg, into[i]); err != nil {
			return api.Errorf(api.CodeBadField, "Argument %d: %v", i+1, err)
		}
	}
	return nil
}
