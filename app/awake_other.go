//go:build !linux && !windows && !darwin

package app

import (
	"context"
	"errors"
)

func holdAwake(context.Context, string) (func(), string, error) {
	return nil, "", errors.New("this system offers no way to stay awake")
}
