package notebook

import (
	"cmp"
	"strconv"
	"strings"

	"npt/backend/python"
)

// sentLabels returns the labels that calls of send in a cell's code use, in the order of the calls:
// send(x, 3), npt.send(x, "2b") and send(x, question_nb=3). Calls in comments count, and so do calls
// that students still have to complete. A label that is computed is left out, because its value is not
// known.
func sentLabels(code string) []string {
	labels := []string{}
	for _, call := range python.Calls(code, "send", "npt") {
		if label, known := literalLabel(labelArgument(call.Arguments).Text); known {
			labels = append(labels, label)
		}
	}
	return labels
}

// labelArgument returns the label argument of a call of send: the second argument, or the one with its
// name; empty if there is none.
func labelArgument(arguments []python.Argument) (label python.Argument) {
	place, listed := 0, false // listed: there was an argument *x, so positions are unknown
	for _, argument := range arguments {
		name, value, named := strings.Cut(argument.Text, "=")
		name = strings.TrimSpace(name)
		named = named && python.IsName(name) && !strings.HasPrefix(value, "=")
		switch {
		case named && (name == "q_nb" || name == "question_nb"):
			label.Text = strings.TrimSpace(value)
			label.At = argument.At + len(argument.Text) - len(label.Text)
		case named:
		case strings.HasPrefix(argument.Text, "*"):
			listed = true
		default:
			place++
			if place == 2 && !listed {
				label = argument
			}
		}
	}
	return label
}

// literalLabel returns the label that a Python literal stands for: 3, 3.0 and "3" all give 3. It
// returns false if text is no literal.
func literalLabel(text string) (string, bool) {
	text = strings.TrimLeft(text, "\\\n \t") // a backslash goes on in the next line
	if text == "" {
		return "", false
	}
	if quote := strings.IndexAny(text, `'"`); quote == 0 || quote > 0 && python.IsStringPrefix(text[:quote]) {
		return unquoted(text[quote:], strings.ContainsAny(text[:quote], "bB"))
	}
	digits := strings.ReplaceAll(text, "_", "")
	if strings.Trim(digits, "0123456789.") != "" || !strings.ContainsAny(digits, "0123456789") {
		return "", false
	}
	if whole := strings.TrimLeft(digits, "0"); !strings.Contains(digits, ".") {
		return cmp.Or(whole, "0"), true
	}
	number, err := strconv.ParseFloat(digits, 64)
	return strconv.FormatFloat(number, 'f', -1, 64), err == nil
}

// unquoted returns the content of a string without escapes and fields.
func unquoted(text string, isBytes bool) (string, bool) {
	quote := text[:1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text, triple) && len(text) >= 6 {
		quote = triple
	}
	inside, closed := strings.CutSuffix(text[len(quote):], quote)
	return inside, closed && !isBytes && !strings.ContainsAny(inside, "\\{}\n"+quote[:1])
}
