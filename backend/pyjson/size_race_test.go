//go:build race

package pyjson

// largeSize is what a test takes for a large payload: the race detector makes
// reading some fifty times slower.
const largeSize = (8 << 20) / 64
