package app

import (
	"context"
	"strings"

	"npt/backend/classroom"
)

// settingLanguage is what the page speaks, so that the menu does too.
const settingLanguage = "language"

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
