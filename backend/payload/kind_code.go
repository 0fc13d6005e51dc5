package payload

// TypeCode is source text of Python.
const TypeCode Type = "code"

func init() {
	register(Kind{
		Type: TypeCode, Encoding: Text, Compared: AsCode, summarize: summarizeText, read: readText,
		extension: func(Payload) string { return ".py" },
	})
}
