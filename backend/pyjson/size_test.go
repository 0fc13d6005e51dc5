//go:build !race

package pyjson

// largeSize is what a test takes for a large payload.
const largeSize = 8 << 20
