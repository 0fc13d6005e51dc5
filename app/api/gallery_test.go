package api_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"npt/app/enginetest"
	"npt/backend/classroom"
	"npt/backend/payload"
)

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewNRGBA(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestThumbnails(t *testing.T) {
	l := enginetest.Open(t)
	l.SendImage("1", picture(t, 640, 480))
	l.SendImage("2", picture(t, 3000, 1000))
	l.MustSend("question_nb", "3", "data", "no picture")
	ids := map[string]int64{}
	for _, r := range l.Records() {
		ids[r.Question] = r.ID
	}

	got, err := l.API.Thumbnails([]int64{ids["2"], ids["1"], 999, ids["3"]})
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
	l := enginetest.Open(t)
	source := func() string {
		all, err := l.API.Thumbnails([]int64{l.Records()[0].ID})
		if err != nil || len(all) != 1 {
			t.Fatalf("%d pictures, %v", len(all), err)
		}
		return all[0].Source
	}
	l.SendImage("1", picture(t, 10, 10))
	first := source()
	l.SendImage("1", picture(t, 20, 20))
	if source() == first {
		t.Error("the picture is still the first one")
	}
}

func TestThumbnailsAreBounded(t *testing.T) {
	l := enginetest.Open(t)
	if _, err := l.API.Thumbnails(make([]int64, 60+1)); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("61 pictures were answered with %v", err)
	}
}

func TestAnswersOfSeveralRecords(t *testing.T) {
	l := enginetest.Open(t)
	ids := map[string]int64{}
	for _, question := range []string{"1", "2", "3"} {
		l.MustSend("question_nb", question, "data", strings.Repeat("answer ", 200)+question)
	}
	for _, r := range l.Records() {
		ids[r.Question] = r.ID
	}
	got, err := l.API.Answers([]int64{ids["3"], 999, ids["1"]})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Record.Question != "3" || got[1].Record.Question != "1" {
		t.Fatalf("not the answers that were asked for, in their order: %+v", got)
	}
	if !strings.HasSuffix(got[0].Text, " 3") {
		t.Errorf("an answer is not whole: %d characters", len(got[0].Text))
	}
	if _, err := l.API.Answers(make([]int64, 20+1)); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("21 answers were answered with %v", err)
	}
}
