//go:build race

package payload

// largeSize is the size of a large payload in tests; the race detector makes reading some fifty times
// slower.
const largeSize = MaxBytes / 64
