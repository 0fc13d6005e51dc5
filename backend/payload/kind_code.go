package payload

func init() {
	register(Kind{
		Type: TypeCode, Encoding: Text, Compared: AsCode, summarize: summarizeText, read: readText,
		extension: func(Payload) string { return ".py" },
	})
}
