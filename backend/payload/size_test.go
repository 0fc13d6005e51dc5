//go:build !race

package payload

// largeSize is the size of a large payload in tests.
const largeSize = MaxBytes
