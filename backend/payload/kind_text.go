package payload

func init() {
	register(Kind{Type: TypeText, Encoding: Text, Compared: AsText, summarize: summarizeText, read: readText})
}
