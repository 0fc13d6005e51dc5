package api

import (
	"context"
	"encoding/base64"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"npt/backend/classroom"
	"npt/backend/payload"
)

const (
	// thumbnailsMax is how many thumbnails one call returns: as many as a gallery shows.
	thumbnailsMax = 60
	// thumbnailsKept is how many thumbnails are kept in memory: some 20 kB each.
	thumbnailsKept = 500
)

// Thumbnail is a small picture of a record. Source is a data: address; empty if no picture can be
// shown.
type Thumbnail struct {
	RecordID int64  `json:"recordId"`
	Source   string `json:"source"`
}

// Thumbnails returns small pictures of records, in the order of the ids. It leaves out records that do
// not exist any more, and refuses more than 60 ids.
func (api *API) Thumbnails(recordIDs []int64) ([]Thumbnail, error) {
	if len(recordIDs) > thumbnailsMax {
		return nil, classroom.Errorf(classroom.CodeBadField, "%d pictures were asked for; %d at once are the most.", len(recordIDs), thumbnailsMax)
	}
	all := []Thumbnail{}
	for _, id := range recordIDs {
		source, err := api.thumbnail(context.Background(), id)
		if err != nil && classroom.AsError(err).Code == classroom.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, Thumbnail{RecordID: id, Source: source})
	}
	return all, nil
}

// sending identifies one sending of a record, because a notebook may send it again.
type sending struct {
	recordID   int64
	receivedAt time.Time
}

// thumbnails keeps finished thumbnails, and makes one at a time, because a large picture takes 100 MB
// meanwhile. Its zero value is ready.
type thumbnails struct {
	mu   sync.Mutex
	made *lru.Cache[sending, string]
}

// thumbnail returns a record's picture as a data: address; empty if it has none that can be shown.
func (api *API) thumbnail(ctx context.Context, recordID int64) (string, error) {
	record, err := api.engine.Store.Record(ctx, recordID)
	if err != nil {
		return "", err
	}
	t := &api.thumbnails
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made == nil {
		if t.made, err = lru.New[sending, string](thumbnailsKept); err != nil {
			return "", err
		}
	}
	key := sending{recordID, record.ReceivedAt}
	if source, found := t.made.Get(key); found {
		return source, nil
	}
	record, sent, err := api.engine.Store.Answer(ctx, recordID)
	if err != nil {
		return "", err
	}
	key.receivedAt = record.ReceivedAt // a notebook may have sent the record again meanwhile
	source := ""
	if small, err := payload.Thumbnail(sent); err == nil {
		source = imageSource(small)
	}
	t.made.Add(key, source)
	return source, nil
}

// imageSource returns an image as a data: address, so that the page fetches nothing.
func imageSource(image *payload.Image) string {
	return "data:" + image.MediaType + ";base64," + base64.StdEncoding.EncodeToString(image.Data)
}
