//go:build !race

package pyjson

// largeSize is the size of a large payload in tests.
const largeSize = 8 << 20
