package console

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"npt/app/api"
)

// attachStall is how long a file that the page sends may stand still.
const attachStall = 30 * time.Second

// attach does what the window's AttachFiles does, with one file that the page sends as it is.
func (c *Console) attach(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// A form of a foreign page cannot send this type.
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/x-npt-file" {
		WriteError(w, http.StatusUnsupportedMediaType, api.Errorf(api.CodeBadField, "A file comes as application/x-npt-file."))
		return
	}
	asked := r.URL.Query()
	id, err := strconv.ParseInt(asked.Get("session"), 10, 64)
	if err == nil {
		err = api.AttachFile(r.Context(), c.api, id, asked.Get("name"), &steadyBody{r, http.NewResponseController(w)})
	}
	if err != nil {
		WriteError(w, http.StatusUnprocessableEntity, err)
		return
	}
	_ = json.NewEncoder(w).Encode(nil)
}

// steadyBody is a body whose deadline moves on with what comes.
type steadyBody struct {
	r     *http.Request
	clock *http.ResponseController
}

// Read reads what has come.
func (b *steadyBody) Read(p []byte) (int, error) {
	_ = b.clock.SetReadDeadline(time.Now().Add(attachStall)) // what has no deadline stays without
	return b.r.Body.Read(p)
}

// handIns does what the window's SaveHandIns does, for a browser, which saves the file itself.
func (c *Console) handIns(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.URL.Query().Get("session"), 10, 64)
	var job api.HandInsJob
	if err == nil {
		job, err = api.HandInsOf(r.Context(), c.api, id)
	}
	if err != nil {
		http.Error(w, api.AsError(err).Message, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(job.Name))
	if job.Write(r.Context(), w) != nil {
		panic(http.ErrAbortHandler) // the browser must not take half a file for a complete one
	}
}
