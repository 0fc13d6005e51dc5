package payload

func init() {
	register(Kind{Type: TypeLatex, Encoding: Text, Compared: AsLatex, summarize: summarizeText, read: readText})
}
