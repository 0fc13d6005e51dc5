package api

import (
	"context"
	"encoding/base64"
	"time"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
)

const (
	// thumbnailsMax is how many thumbnails one call returns: as many as a gallery shows.
	thumbnailsMax = 60
)

// Thumbnail is a small picture of a record. Source is a data: address; empty if no picture can be
// shown: then Broken says why, as that of an answer does.
type Thumbnail struct {
	RecordID int64  `json:"recordId"`
	Source   string `json:"source"`
	Broken   string `json:"broken"`
}

// Thumbnails returns small pictures of records, in the order of the ids. It leaves out records that do
// not exist any more, and refuses more than 60 ids.
func (api *API) Thumbnails(recordIDs []int64) ([]Thumbnail, error) {
	if len(recordIDs) > thumbnailsMax {
		return nil, classroom.Errorf(classroom.CodeBadField, "%d pictures were requested: at most %d at once are allowed.", len(recordIDs), thumbnailsMax)
	}
	all := []Thumbnail{}
	for _, id := range recordIDs {
		small, err := api.thumbnail(api.ctx, id)
		if err != nil && classroom.AsError(err).Code == classroom.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, small)
	}
	return all, nil
}

// sending identifies one sending of a record, because a notebook may send it again.
type sending struct {
	recordID   int64
	receivedAt time.Time
}

// thumbnails keeps finished thumbnails.
type thumbnails = budget.Cache[sending, Thumbnail]

func newThumbnails() *thumbnails { return budget.NewCache[sending, Thumbnail](budget.Thumbnails) }

// thumbnail returns a record's picture, made in turn unless it was made before.
func (api *API) thumbnail(ctx context.Context, recordID int64) (Thumbnail, error) {
	record, err := api.engine.Store.Record(ctx, recordID)
	if err != nil {
		return Thumbnail{}, err
	}
	if made, found := api.thumbnails.Get(sending{recordID, record.ReceivedAt}); found {
		return made, nil
	}
	var made Thumbnail
	var failed error
	if err := budget.InTurn(ctx, func() { made, failed = api.makeThumbnail(ctx, recordID) }); err != nil {
		return Thumbnail{RecordID: recordID, Broken: string(payload.BrokenTooCostly)}, ctx.Err()
	}
	return made, failed
}

func (api *API) makeThumbnail(ctx context.Context, recordID int64) (Thumbnail, error) {
	record, sent, err := api.engine.Store.Answer(ctx, recordID)
	if err != nil {
		return Thumbnail{}, err
	}
	small, wrong := payload.Thumbnail(sent)
	made := Thumbnail{RecordID: recordID, Broken: string(wrong)}
	if small != nil {
		made.Source = imageSource(small)
	}
	// A notebook may have sent the record again meanwhile.
	api.thumbnails.Put(sending{recordID, record.ReceivedAt}, made, len(made.Source))
	return made, nil
}

// imageSource returns an image as a data: address, so that the page fetches nothing.
func imageSource(image *payload.Image) string {
	return "data:" + image.MediaType + ";base64," + base64.StdEncoding.EncodeToString(image.Data)
}
