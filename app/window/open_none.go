//go:build !desktop && !bindings

package window

import (
	"errors"

	"npt/app/engine"
)

// Run says that this build has no window: it was compiled without the tags that bring GTK
// in.
func Run(engine.Config, NewProjector) error {
	return errors.New("this build has no window: run `npt serve` and open the address that it prints in a browser")
}
