package roster

import (
	"regexp"
	"slices"
	"strings"
)

// Role is what a column of a table has of a student.
type Role string

// The roles of columns.
const (
	NoRole         Role = ""
	RoleName       Role = "name"
	RoleFirst      Role = "first"
	RoleLast       Role = "last"
	RoleIdentifier Role = "identifier"
	RoleEmail      Role = "email"
	RoleSection    Role = "section"
)

// Roles are the roles that a teacher can choose.
var Roles = []Role{NoRole, RoleName, RoleFirst, RoleLast, RoleIdentifier, RoleEmail, RoleSection}

// heads are the heads of columns that other systems write (Moodle and Canvas in English and French, German and Spanish
// lists), for each role the best first: of several columns with one role, the first in this order that is not empty is taken.
var heads = map[Role][]string{
	RoleName: {"student", "student name", "full name", "fullname", "name", "display name", "nom complet", "nom et prenom",
		"nom prenom", "prenom nom", "prenom et nom", "etudiant", "eleve", "nom de l etudiant", "vollstandiger name", "nombre completo"},
	RoleFirst: {"first name", "firstname", "given name", "prenom", "prenoms", "vorname", "nombre"},
	RoleLast: {"last name", "lastname", "surname", "family name", "nom de famille", "nom d usage", "nom de naissance", "nom",
		"nachname", "apellido s", "apellidos"},
	RoleIdentifier: {"id number", "idnumber", "sis user id", "student id", "student number", "matriculation number",
		"numero d identification", "numero etudiant", "numero d etudiant", "no etudiant", "n etudiant", "code etudiant",
		"code apprenant", "identifiant etudiant", "ine", "matricule", "matrikelnummer", "numero de id",
		"identifier", "identifiant", "sis login id", "username", "user name", "login", "nom d utilisateur", "id", "numero"},
	RoleEmail: {"email address", "e mail address", "email", "e mail", "mail", "adresse de courriel", "adresse e mail", "adresse email",
		"adresse mail", "courriel", "e mail adresse", "direccion de correo"},
	RoleSection: {"section", "sections", "groups", "group", "groupes", "groupe", "groupe de td", "groupe de tp", "td", "tp", "class", "classe",
		"lab", "gruppe", "gruppen", "grupo"},
}

// Recognised is what is known of the columns of a table.
type Recognised struct {
	HasHeads bool   // the first row names the columns
	Columns  []Role // of each column
}

// Recognise returns what the columns of a table are, by their heads, else by what stands in them.
func Recognise(rows [][]string) Recognised {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	r := Recognised{Columns: make([]Role, width)}
	if len(rows) == 0 {
		return r
	}
	for role, names := range heads {
		at, rank := -1, len(names)
		for i, head := range rows[0] {
			known := slices.Index(names, strings.Join(fold(head), " "))
			if known < 0 {
				continue
			}
			r.HasHeads = true
			if known < rank && !isEmpty(rows[1:], i) {
				at, rank = i, known
			}
		}
		if at >= 0 {
			r.Columns[at] = role
		}
	}
	if r.HasHeads {
		return r.settled()
	}
	return recogniseByCells(rows, r)
}

// settled returns the roles without what is said twice: a last name alone is the whole name.
func (r Recognised) settled() Recognised {
	has := func(role Role) int { return slices.Index(r.Columns, role) }
	if at := has(RoleLast); at >= 0 && has(RoleFirst) < 0 {
		if has(RoleName) < 0 {
			r.Columns[at] = RoleName
		} else {
			r.Columns[at] = NoRole
		}
	}
	if at := has(RoleName); at >= 0 && has(RoleFirst) >= 0 && has(RoleLast) >= 0 {
		r.Columns[at] = NoRole
	}
	return r
}

var numberLike = regexp.MustCompile(`^[A-Za-z]{0,3}[0-9]{4,}[A-Za-z]?$`)

// recogniseByCells returns the roles of columns without heads: what has an @ is an e-mail, what is a number an identifier, and
// the first one or two others are the name.
func recogniseByCells(rows [][]string, r Recognised) Recognised {
	var words []int
	for i := range r.Columns {
		switch {
		case mostly(rows, i, func(cell string) bool { return strings.Contains(cell, "@") }):
			r.Columns[i] = RoleEmail
		case mostly(rows, i, numberLike.MatchString):
			r.Columns[i] = RoleIdentifier
		case !isEmpty(rows, i):
			words = append(words, i)
		}
	}
	switch {
	case len(words) == 0:
	case len(words) == 1 || mostly(rows, words[0], func(cell string) bool { return len(fold(cell)) > 1 }):
		r.Columns[words[0]] = RoleName
		if len(words) > 1 {
			r.Columns[words[1]] = RoleSection
		}
	default:
		r.Columns[words[0]], r.Columns[words[1]] = RoleLast, RoleFirst
		if len(words) > 2 {
			r.Columns[words[2]] = RoleSection
		}
	}
	return r
}

// mostly reports whether more than half of the cells of a column that are not empty are so.
func mostly(rows [][]string, column int, isSo func(string) bool) bool {
	all, so := 0, 0
	for _, row := range rows {
		if cell := cellOf(row, column); cell != "" {
			all++
			if isSo(cell) {
				so++
			}
		}
	}
	return 2*so > all
}

func isEmpty(rows [][]string, column int) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool { return cellOf(row, column) != "" })
}

func cellOf(row []string, column int) string {
	if column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

// oneLine takes the line breaks out of a cell.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// maxField bounds what is kept of a cell, in bytes.
const maxField = 300

// People returns the students of a table. It leaves out rows without a name, what Canvas writes for itself, and whoever
// stands in the table twice, by identifier or, if the identifiers do not tell two apart, by e-mail.
func People(rows [][]string, r Recognised, clean func(string) string) (people []Person) {
	if r.HasHeads && len(rows) > 0 {
		rows = rows[1:]
	}
	byIdentifier, byEmail := map[string]bool{}, map[string][]Person{}
	for _, row := range rows {
		p, isStudent := PersonOf(row, r.Columns, clean)
		if !isStudent {
			continue
		}
		email := strings.ToLower(p.Email)
		isHere := func(other Person) bool { return p.Email != "" && !areOthers(other, p) }
		if p.Identifier != "" && byIdentifier[p.Identifier] || slices.ContainsFunc(byEmail[email], isHere) {
			continue
		}
		byIdentifier[p.Identifier] = true
		byEmail[email] = append(byEmail[email], p)
		people = append(people, p)
	}
	return people
}

// PersonOf returns the student of a row; false if it has none.
func PersonOf(row []string, columns []Role, clean func(string) string) (p Person, isStudent bool) {
	fields := map[Role]*string{
		RoleName: &p.Name, RoleFirst: &p.First, RoleLast: &p.Last, RoleIdentifier: &p.Identifier, RoleEmail: &p.Email, RoleSection: &p.Section,
	}
	for i, role := range columns {
		if field := fields[role]; field != nil {
			if cell := clean(oneLine.Replace(cellOf(row, i))); len(cell) <= maxField {
				*field = cell
			}
		}
	}
	if p.Name == "Points Possible" || p.Name == "Student, Test" {
		return p, false
	}
	isStudent = p.Name != "" || p.First != "" || p.Last != ""
	return shownName(p), isStudent
}
