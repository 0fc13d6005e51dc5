package assistants

import (
	"context"
	"encoding/json"

	"npt/app/api"
)

// allowed is a call that assistants may make.
type allowed struct {
	role api.Role // the least that may
	// within returns an error unless what the arguments name is of the session that the assistant may see.
	within func(w scope, args []json.RawMessage) error
}

// table is every call that assistants may make, beside those that the door answers itself (see own). A
// method of API that is not listed is closed to them.
var table = map[string]allowed{
	"Dashboard":    {api.Looks, sessionFirst},
	"Questions":    {api.Looks, sessionFirst},
	"QuestionPage": {api.Looks, questionFirst},
	"Students":     {api.Looks, sessionFirst},
	"StudentPath":  {api.Looks, studentFirst},
	"Sections":     {api.Looks, sessionFirst},
	"Waiting":      {api.Looks, sessionFirst},
	"HelpOf":       {api.Looks, studentFirst},
	"Answer":       {api.Looks, recordFirst},
	"Messages":     {api.Looks, sessionFirst},

	"MarkVisited":   {api.Helps, sessionAndStudents},
	"TakeHelp":      {api.Helps, sessionAndStudents},
	"ReturnHelp":    {api.Helps, sessionAndStudents},
	"PauseHelp":     {api.Helps, sessionFirst},
	"SendMessage":   {api.Helps, sessionFirst},
	"SendMessageTo": {api.Helps, sessionAndStudents},

	"MarkGroup":      {api.Marks, questionFirst},
	"LabelGroup":     {api.Marks, questionFirst},
	"SetHint":        {api.Marks, questionFirst},
	"MergeStudents":  {api.Marks, studentAndStudents},
	"UnmergeStudent": {api.Marks, studentFirst},
}

// ranks orders the roles.
var ranks = map[api.Role]int{api.Looks: 1, api.Helps: 2, api.Marks: 3}

func (a allowed) may(role api.Role) bool { return ranks[role] >= ranks[a.role] }

// scope is the session that an assistant may see.
type scope struct {
	ctx     context.Context
	door    *Door
	session int64
}

// errElsewhere is what an assistant is told of another session, whether it is there or not.
var errElsewhere = api.Errorf(api.CodeNotFound, "That is not in the session that you were invited to.")

func (s scope) isSession(id int64) error {
	if id != s.session || id == 0 {
		return errElsewhere
	}
	return nil
}

func (s scope) isStudent(id int64) error {
	student, err := s.door.engine.Store.Student(s.ctx, id)
	if err != nil {
		return errElsewhere
	}
	return s.isSession(student.SessionID)
}

func sessionFirst(s scope, args []json.RawMessage) error {
	var id int64
	if err := read(args, 0, &id); err != nil {
		return err
	}
	return s.isSession(id)
}

func questionFirst(s scope, args []json.RawMessage) error {
	var q api.QuestionQuery
	if err := read(args, 0, &q); err != nil {
		return err
	}
	return s.isSession(q.SessionID)
}

func recordFirst(s scope, args []json.RawMessage) error {
	var id int64
	if err := read(args, 0, &id); err != nil {
		return err
	}
	record, err := s.door.engine.Store.Record(s.ctx, id)
	if err != nil {
		return errElsewhere
	}
	return s.isSession(record.SessionID)
}

func studentFirst(s scope, args []json.RawMessage) error { return s.student(args, 0) }

func (s scope) student(args []json.RawMessage, at int) error {
	var id int64
	if err := read(args, at, &id); err != nil {
		return err
	}
	return s.isStudent(id)
}

// mostNamed bounds the students of one call.
const mostNamed = 5000

func (s scope) students(args []json.RawMessage, at int) error {
	var ids []int64
	if err := read(args, at, &ids); err != nil {
		return err
	}
	all, err := s.door.engine.Store.Students(s.ctx, s.session)
	if err != nil {
		return err
	}
	known := map[int64]bool{}
	for _, student := range all {
		known[student.ID] = true
	}
	for _, id := range ids {
		if !known[id] || len(ids) > mostNamed {
			return errElsewhere
		}
	}
	return nil
}

func sessionAndStudents(s scope, args []json.RawMessage) error {
	if err := sessionFirst(s, args); err != nil {
		return err
	}
	return s.students(args, 1)
}

func studentAndStudents(s scope, args []json.RawMessage) error {
	if err := studentFirst(s, args); err != nil {
		return err
	}
	return s.students(args, 1)
}

// read reads one argument of a call.
func read(args []json.RawMessage, at int, into any) error {
	if at >= len(args) {
		return api.Errorf(api.CodeBadField, "The call lacks argument %d.", at+1)
	}
	if err := json.Unmarshal(args[at], into); err != nil {
		return api.Errorf(api.CodeBadField, "Argument %d: %v", at+1, err)
	}
	return nil
}
