package netlab

import (
	"testing"

	"npt/app/enginetest"
)

func TestMain(m *testing.M) { enginetest.Main(m) }
