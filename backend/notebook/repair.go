package notebook

import (
	"strings"

	"npt/backend/python"
)

// maxRepairs bounds how many blocks of a cell get a pass.
const maxRepairs = 200

// repaired returns a new source in which a block that lost its lines has a pass, and why it cannot be Python all the
// same. Nothing is repaired or found where the source before was no Python either.
func repaired(before, source string) (string, []python.FoundFault) {
	if len(faultsOf(before)) > 0 {
		return source, nil
	}
	for range maxRepairs {
		empty := 0
		for _, f := range faultsOf(source) {
			if f.Fault == python.NoBlock {
				empty = f.Line
				break
			}
		}
		if empty == 0 {
			break
		}
		source = withPass(source, empty)
	}
	return source, faultsOf(source)
}

func faultsOf(source string) []python.FoundFault {
	plain, isPython := python.Plain(source)
	if !isPython {
		return nil
	}
	return python.Faults(plain)
}

// withPass puts a pass into the empty block whose header begins on a line: below the comments that stand in it.
func withPass(source string, header int) string {
	plain, _ := python.Plain(source)
	lines := strings.SplitAfter(source, "\n")
	first := 0
	for _, s := range python.Statements(plain) {
		if 1+strings.Count(plain[:s.From], "\n") <= header {
			first = strings.Count(plain[:s.To], "\n") + 1
		}
	}
	indent := indentOf(lines[header-1])
	at, inside := first, ""
	for i := first; i < len(lines); i++ {
		text := strings.TrimRight(lines[i], "\n")
		if trimmed := strings.TrimSpace(text); trimmed == "" {
			continue
		} else if trimmed[0] != '#' || len(indentOf(text)) <= len(indent) {
			break
		}
		at, inside = i+1, indentOf(text)
	}
	if inside == "" {
		inside = indent + "    "
	}
	head := strings.Join(lines[:at], "")
	if !strings.HasSuffix(head, "\n") {
		return head + "\n" + inside + "pass"
	}
	return head + inside + "pass\n" + strings.Join(lines[at:], "")
}
