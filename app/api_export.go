package app

import "context"

// Export asks where to save a session's records and writes them there. It returns
// the path, or "" if the teacher changed their mind. A browser gets them from the
// console's /export instead.
func (api *API) Export(sessionID int64, format string) (string, error) {
	ctx := context.Background()
	s, err := api.app.store.Session(ctx, sessionID)
	if err != nil {
		return "", err
	}
	path, err := api.saveFile(exportName(s, format))
	if err != nil || path == "" {
		return "", err
	}
	return path, exportFile(ctx, api.app.store, s, format, path)
}

// ExportSelection asks where to save the chosen records and writes them there. It
// returns the path, or "" if the teacher changed their mind.
func (api *API) ExportSelection(s Selection, format string) (string, error) { return "", errSoon }

// PrepareExport is ExportSelection for a browser, which gets the file from the
// console's /export with the ticket.
func (api *API) PrepareExport(s Selection, format string) (Download, error) {
	return Download{}, errSoon
}
