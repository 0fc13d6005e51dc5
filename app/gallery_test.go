package app

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// sendImage posts a picture as the original's client would.
func (l *lab) sendImage(question string, file []byte) {
	l.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{
		"session_owner": "prof", "session_name": "lab-1", "part_name": "default", "sender_name": "Alice",
		"sender_uuid": "a41f", "question_nb": question, "type": "image",
	} {
		_ = form.WriteField(name, value)
	}
	part, err := form.CreateFormFile("file", "file")
	if err != nil {
		l.t.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = form.Close()
	res, err := http.Post(l.address+"/add-record", form.FormDataContentType(), &body)
	if err != nil {
		l.t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		l.t.Fatalf("the picture was answered %d", res.StatusCode)
	}
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewNRGBA(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestThumbnails(t *testing.T) {
	l := openLab(t)
	l.sendImage("1", picture(t, 640, 480))
	l.sendImage("2", picture(t, 3000, 1000))
	l.mustSend("question_nb", "3", "data", "no picture")
	ids := map[string]int64{}
	for _, r := range l.records() {
		ids[r.Question] = r.ID
	}

	got, err := l.api.Thumbnails([]int64{ids["2"], ids["1"], 999, ids["3"]})
	if err != nil {
		t.Fatal(err)
	}
	var order []int64
	sizes := map[int64]image.Config{}
	for _, thumbnail := range got {
		order = append(order, thumbnail.RecordID)
		encoded, isPNG := strings.CutPrefix(thumbnail.Source, "data:image/png;base64,")
		if !isPNG {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if sizes[thumbnail.RecordID], err = png.DecodeConfig(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	if want := []int64{ids["2"], ids["1"], ids["3"]}; !slices.Equal(order, want) {
		t.Errorf("pictures of %v, want %v", order, want)
	}
	if c := sizes[ids["1"]]; c.Width != 640 {
		t.Errorf("a small picture has a width of %d, want its own 640", c.Width)
	}
	if c := sizes[ids["2"]]; c.Width != payload.ThumbnailSide || c.Height != 160 {
		t.Errorf("a large picture has %d x %d pixels, want 480 x 160", c.Width, c.Height)
	}
	if got[2].Source != "" {
		t.Errorf("a text has the picture %.30q, want none", got[2].Source)
	}
}

// A picture that is sent again is another picture.
func TestThumbnailsOfANewSending(t *testing.T) {
	l := openLab(t)
	source := func() string {
		all, err := l.api.Thumbnails([]int64{l.records()[0].ID})
		if err != nil || len(all) != 1 {
			t.Fatalf("%d pictures, %v", len(all), err)
		}
		return all[0].Source
	}
	l.sendImage("1", picture(t, 10, 10))
	first := source()
	l.sendImage("1", picture(t, 20, 20))
	if source() == first {
		t.Error("the picture is still the first one")
	}
}

func TestThumbnailsAreBounded(t *testing.T) {
	l := openLab(t)
	if _, err := l.api.Thumbnails(make([]int64, thumbnailsMax+1)); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("61 pictures were answered with %v", err)
	}
}
