package window

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"npt/app/instance"
)

func TestGeometry(t *testing.T) {
	first := geometry{Width: firstWidth, Height: firstHeight}
	tests := []struct {
		name, text string
		want       geometry
	}{
		{"none", "", first},
		{"broken", "{", first},
		{"whole", `{"known":true,"x":-40,"y":12,"width":1000,"height":700,"maximised":true}`, geometry{Known: true, X: -40, Y: 12, Width: 1000, Height: 700, Maximised: true}},
		{"too small", `{"known":true,"width":1,"height":1}`, geometry{Known: true, Width: minWidth, Height: minHeight}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "state")
			if tt.text != "" {
				if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(instance.Geometry(dir), []byte(tt.text), 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			got := readGeometry(dir)
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			got.save(dir)
			if again := readGeometry(dir); again != got {
				t.Errorf("kept %+v, read %+v", got, again)
			}
		})
	}
}
