package app

import (
	"context"
	"log/slog"
	"os"
	"strings"

	"npt/backend/classroom"
)

// settingLanguage is what the page speaks, so that the menu does too.
const settingLanguage = "language"

// language returns en or fr: what the page said last, or else what the system speaks.
func (a *App) language(ctx context.Context) string {
	kept, err := a.store.Setting(ctx, settingLanguage)
	if err != nil {
		slog.Warn("app: the language is not known", "err", err)
	}
	if kept != "" {
		return kept
	}
	return systemLanguage(os.Getenv)
}

// systemLanguage reads the variables of POSIX, first come first served.
func systemLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(value, "fr") {
				return "fr"
			}
			return "en"
		}
	}
	return "en"
}

// SetLanguage says what the page speaks, en or fr: the menu follows at the next start.
func (api *API) SetLanguage(language string) error {
	if language != "en" && language != "fr" {
		return classroom.Errorf(classroom.CodeBadField, "%q is no language of the app: write en or fr.", language)
	}
	return api.app.store.SetSetting(context.Background(), settingLanguage, language)
}
