//go:build race

package pyjson

// largeSize is the size of a large payload in tests; the race detector makes reading some fifty times
// slower.
const largeSize = (8 << 20) / 64
