package python

import (
	"regexp"
	"strings"
)

// assigned matches an assignment of what a command of IPython gives: files = !ls.
var assigned = regexp.MustCompile(`^[ \t]*[\w.,\[\]'" ]+=[ \t]*([!%])`)

// asked matches what asks IPython for help: np.mean?
var asked = regexp.MustCompile(`^[\w.*]+\?{1,2}[ \t]*$`)

// pythonMagics are the commands of IPython whose rest is Python that runs in the notebook.
var pythonMagics = wordSet("time timeit prun memit mprun lprun capture debug pdb")

// Plain returns the code of a notebook's cell as Python sees it: lines that are IPython's own, such as
// !pip install and %matplotlib inline, become an expression of the same length, so that all offsets and lines stay. It
// returns false if the cell is no Python, as %%bash.
func Plain(code string) (string, bool) {
	out := []byte(code)
	t := &tokenizer{src: code}
	if name, isMagic := cellMagic(code); isMagic {
		if !pythonMagics[name] {
			return "", false
		}
		end := lineEnd(code, 0)
		blank(out, 0, end)
		t.pos = end
	}
	for t.pos < len(code) {
		end := lineEnd(code, t.pos)
		if from, to := magic(code[t.pos:end]); from >= 0 {
			blank(out, t.pos+from, t.pos+to)
			t.pos = min(end+1, len(code))
			continue
		}
		t.tokens = nil
		t.line()
	}
	return string(out), true
}

// cellMagic returns the name of the command that a whole cell is for: the bash of %%bash.
func cellMagic(code string) (string, bool) {
	rest, isMagic := strings.CutPrefix(strings.TrimLeft(code, " \t\n"), "%%")
	return rest[:nameLength(rest)], isMagic
}

// magic returns which part of a line is IPython's own; from is -1 if none is.
func magic(line string) (from, to int) {
	text := strings.TrimLeft(line, " \t")
	from = len(line) - len(text)
	switch {
	case text == "":
		return -1, 0
	case text[0] == '%':
		name := strings.TrimLeft(text, "%")
		word := name[:nameLength(name)]
		if pythonMagics[word] {
			return from, from + len(text) - len(name) + len(word)
		}
		return from, len(line)
	case text[0] == '!' || text[0] == '?' || asked.MatchString(text):
		return from, len(line)
	}
	if at := assigned.FindStringSubmatchIndex(line); at != nil {
		return at[2], len(line)
	}
	return -1, 0
}

// blank makes an expression of a part of a line; what follows is a statement of its own.
func blank(out []byte, from, to int) {
	for i := from; i < to; i++ {
		out[i] = ' '
	}
	if from < to {
		out[from] = '0'
	}
	if to-from > 1 {
		out[to-1] = ';'
	}
}
