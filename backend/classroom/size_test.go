//go:build !race

package classroom

// largeSize is what a test takes for a large payload.
const largeSize = MaxBody
