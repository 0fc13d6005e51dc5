//go:build !race

package payload

// largeSize is what a test takes for a large payload.
const largeSize = MaxBytes
