//go:build !windows

package locale

// listSeparator returns 0: only Windows has a setting for the separator itself.
func listSeparator() rune { return 0 }
