//go:build !desktop && !bindings

package window

import (
	"errors"

	"npt/app/engine"
)

// Run returns an error: this build has no window, because it was compiled without the tags that
// include GTK.
func Run(engine.Config, Faces) error {
	return errors.New("this build has no window: run `npt serve` and open the address that it prints in a browser")
}
