package notebook

import (
	"regexp"
	"strings"

	"npt/backend/python"
)

// reads are the functions whose first argument is a file that they read.
var reads = words(`open read_csv read_table read_excel read_json read_parquet read_pickle read_hdf read_feather read_fwf read_stata
	loadtxt genfromtxt load fromfile memmap imread loadmat read_image read_file read_audio wavfile.read parse`)

// draws are the functions that draw a plot.
var draws = words(`plot scatter hist hist2d bar barh imshow pie boxplot violinplot contour contourf pcolormesh pcolor stem step
	fill_between errorbar quiver streamplot subplots figure subplot scatterplot lineplot histplot heatmap pairplot barplot
	kdeplot countplot plot_surface semilogx semilogy loglog matshow hexbin stackplot text annotate show_image`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// ofOneComputer matches a path that another computer does not have.
var ofOneComputer = regexp.MustCompile(`^(/(home|Users|root|mnt|media|tmp|content|Volumes)/|~|[A-Za-z]:[\\/]|\\\\)`)

// code looks at a cell that runs.
func (c *checker) code(i int, source string) {
	plain, isPython := python.Plain(source)
	if !isPython {
		return
	}
	drawn := false
	for _, s := range python.Statements(plain) {
		at := Place{i + 1, 1 + strings.Count(plain[:s.From], "\n")}
		c.imports(s)
		drawn = c.calls(s, at) || drawn
	}
	if drawn {
		return
	}
	for _, s := range sendsOf(i, source) {
		if s.value == "plt" || s.value == "plt.gcf()" {
			c.add(FoundPlot, s.place(), s.known, "", nil)
		}
	}
}

// imports notes the packages that a statement imports.
func (c *checker) imports(s python.Statement) {
	if s.Word() != "import" && s.Word() != "from" {
		return
	}
	isName := false // the next name is a module
	for k, t := range s.Tokens {
		switch {
		case k == 0, t.Is(python.Op, ",") && s.Word() == "import":
			isName = true
		case isName && t.Kind == python.Name:
			if !standard[t.Text] {
				c.imported = append(c.imported, t.Text)
			}
			isName = false
		case t.Is(python.Op, "."):
			isName = false // from . import x
		}
	}
}

// calls looks at the functions that a statement calls, and reports whether one draws.
func (c *checker) calls(s python.Statement, at Place) (drawn bool) {
	for k := 0; k+2 < len(s.Tokens); k++ {
		name, bracket, value := s.Tokens[k], s.Tokens[k+1], s.Tokens[k+2]
		if name.Kind != python.Name || !bracket.Is(python.Op, "(") {
			continue
		}
		drawn = drawn || draws[name.Text] && k > 0 && s.Tokens[k-1].Is(python.Op, ".")
		if file := fileRead(name, value, s.Tokens[k+3:]); file != "" {
			c.file(at, file)
		}
	}
	return drawn
}

// fileRead returns the name of the file that a call reads, by its function, its first argument and what follows; empty if it
// reads none, or none that is known.
func fileRead(name, value python.Token, rest []python.Token) string {
	if value.Kind == python.Name && fileNames[value.Text] && len(rest) > 1 && rest[0].Is(python.Op, "=") {
		value, rest = rest[1], rest[2:]
	}
	kind, file, _ := strings.Cut(value.Text, "'")
	if value.Kind != python.String || strings.Contains(kind, "b") {
		return ""
	}
	if reads[name.Text] && !writes(rest) || name.Text == "Path" && readsPath(rest) {
		return file
	}
	return ""
}

// fileNames are the names of arguments by which functions are told which file to read.
var fileNames = words(`filepath_or_buffer fname file filename path io path_or_buf filepath`)

// readsPath reports whether what follows the name in Path(name) reads the file.
func readsPath(tokens []python.Token) bool {
	return len(tokens) > 2 && tokens[0].Is(python.Op, ")") && tokens[1].Is(python.Op, ".") && strings.HasPrefix(tokens[2].Text, "read_")
}

// writes reports whether the arguments behind a file's name say that it is written.
func writes(tokens []python.Token) bool {
	for _, t := range tokens {
		if t.Is(python.Op, ")") || t.Kind == python.Newline {
			return false
		}
		if _, mode, _ := strings.Cut(t.Text, "'"); t.Kind == python.String && mode != "" && strings.Trim(mode, "rwaxbt+") == "" {
			return strings.ContainsAny(mode, "wax")
		}
	}
	return false
}

// file looks at the name of a file that is read.
func (c *checker) file(at Place, name string) {
	switch {
	case name == "" || !strings.ContainsAny(name, "./\\"):
	case strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "ftp://"):
		c.add(FoundInternet, at, name, "", nil)
	case ofOneComputer.MatchString(name):
		name = strings.ReplaceAll(name, `\\`, `\`)
		c.add(FoundPath, at, name, "", nil)
	default:
		c.add(FoundFile, at, name, "", nil)
	}
}
