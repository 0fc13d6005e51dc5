//go:build !linux && !windows && !darwin

package awake

import (
	"context"
	"errors"
)

// Hold returns an error: there is no known way to keep this system awake.
func Hold(context.Context, string) (func(), string, error) {
	return nil, "", errors.New("this system offers no way to stay awake")
}
