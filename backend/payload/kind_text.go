package payload

// TypeText is text.
const TypeText Type = "str"

func init() {
	register(Kind{Type: TypeText, Encoding: Text, Compared: AsText, summarize: summarizeText, read: readText})
}
