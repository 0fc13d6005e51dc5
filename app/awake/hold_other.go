//go:build !linux && !windows && !darwin

package awake

import (
	"context"
	"errors"
)

// Hold fails: no way to stay awake is known for this system.
func Hold(context.Context, string) (func(), string, error) {
	return nil, "", errors.New("this system offers no way to stay awake")
}
