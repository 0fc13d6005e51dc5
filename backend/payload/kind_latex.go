package payload

// TypeLatex is TeX source without delimiters.
const TypeLatex Type = "latex"

func init() {
	register(Kind{Type: TypeLatex, Encoding: Text, Compared: AsLatex, summarize: summarizeText, read: readText})
}
