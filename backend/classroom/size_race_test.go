//go:build race

package classroom

// largeSize is what a test takes for a large payload: the race detector makes
// reading some fifty times slower.
const largeSize = MaxBody / 64
