//go:build !desktop && !bindings

package app

import "errors"

// openWindow says that this build has no window: it was compiled without the tags
// that bring GTK in.
func openWindow(Config) error {
	return errors.New("this build has no window: run `npt serve` and open the address that it prints in a browser")
}
