package api

import "time"

// stamp returns a time for the page: RFC 3339, or empty for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// list returns an empty list for nil: the page never gets null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// mapped returns the results of f for all elements; never nil.
func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}
