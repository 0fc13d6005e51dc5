// Package locale tells what the computer's country means for a file that another program opens: which sign separates the
// columns of a table that Excel opens by a double click. Words, numbers and times on the screen are not its business: the
// page has them from its own language. The engine asks it for an export.
package locale

import (
	"cmp"
	"os"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Separator returns what separates the columns of a table for Excel: a semicolon where a comma stands
// before the decimals, else a comma. The computer's settings say so, else the language of the page, by its code.
func Separator(page string) rune {
	if set := listSeparator(); set != 0 {
		return set
	}
	set, _, _ := strings.Cut(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_NUMERIC"), os.Getenv("LANG")), ".")
	if set == "" || set == "C" || set == "POSIX" {
		set = page
	}
	tag, err := language.Parse(strings.ReplaceAll(set, "_", "-"))
	if err == nil && strings.Contains(message.NewPrinter(tag).Sprintf("%.1f", 0.5), ",") {
		return ';'
	}
	return ','
}
