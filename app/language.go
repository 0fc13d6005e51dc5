package app

import (
	"context"

	"npt/backend/classroom"
	"npt/frontend/src/words"
)

// settingLanguage is what the page speaks, so that the menu does too.
const settingLanguage = "language"

// SetLanguage says what the page speaks, by the code of a language of the app: the menu follows at the next start.
func (api *API) SetLanguage(language string) error {
	if _, ok := words.Builtin().Find(language); !ok {
		return classroom.Errorf(classroom.CodeBadField, "%q is no language of the app.", language)
	}
	return api.app.store.SetSetting(context.Background(), settingLanguage, language)
}
