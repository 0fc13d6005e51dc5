package budget

import "time"

// AtOnce is how many answers are read at a time: one, so that all pages together take one core.
const AtOnce = 1

// Limits on pictures, before anything decodes them. A picture beyond them is too costly to show: not
// even the page gets it, because its decoder would take as long as ours.
const (
	// Scans bounds how often a JPEG goes over its pixels, and the frames of an animated PNG. Encoders
	// write up to 12 scans.
	Scans = 100
	// Tables bounds the Huffman tables of a JPEG; encoders write up to 4 a scan.
	Tables = 1000
	// ScannedPixels bounds pixels times scans: a photo of 25 million pixels in 12 scans.
	ScannedPixels = 300_000_000
	// DecodedBytes bounds what a picture takes in memory while it is decoded for a thumbnail or a
	// hash: 16 million pixels of a screenshot, 64 of a photo, 8 of a progressive one.
	DecodedBytes = 64 << 20
	// DecodeTime ends a decoder that takes long for a reason that no other limit knows. It is time on
	// the clock, so it is far above what any picture within the other limits takes.
	DecodeTime = 4 * time.Second
)

// Limits on what is compared part by part. An answer beyond them is alike only to one that was sent in
// the same bytes.
const (
	// Values bounds the values of JSON, which are compared one by one: ten times what our client sends.
	Values = 250_000
	// Text and Code bound bytes of text and of code: some 20,000 and 6,000 lines.
	Text = 1 << 20
	Code = 256 << 10
	// Numbers bounds the bytes of numbers that the answers to one question have in memory together. If
	// there are more, the answers with the most numbers are compared as a whole only.
	Numbers = 32 << 20
	// Steps bounds the pairs of numbers that are compared to group the answers to one question.
	Steps = 100_000_000
	// Hinted bounds the numbers that are sorted to find hints for the groups of one question.
	Hinted = 2_000_000
)

// Limits on what stands on the projector.
const (
	// Projected bounds the characters of an answer on the wall, where nobody reads more.
	Projected = 20_000
	// ProjectedGroups bounds the groups that are projected: four walls.
	ProjectedGroups = 48
	// ProjectedImage bounds the bytes of a picture on the wall; a larger one is made small.
	ProjectedImage = 1 << 20
)

// Limits on memory, in bytes.
const (
	// Payloads bounds the payloads that a page has read ahead and not compared yet, unless it is one.
	Payloads = 1 << 20
	// Answers bounds what is kept of read answers, of all sessions together.
	Answers = 48 << 20
	// Graded bounds what is kept of grouped and judged questions, without their answers.
	Graded = 16 << 20
	// Thumbnails bounds the thumbnails that are kept.
	Thumbnails = 12 << 20
	// Texts bounds the texts of a session that are cached for searching: some 60,000 answers. A session
	// with more text is searched in the file.
	Texts = 40 << 20
	// Bodies bounds the bodies of requests that are in memory at a time.
	Bodies = 48 << 20
	// Work bounds the bodies that are decoded and committed at a time, which takes some five times as
	// much: two of the largest. SmallBody is up to where a body waits for no other: a usual plot.
	Work      = 16 << 20
	SmallBody = 256 << 10
	// Heap is from where on the garbage collector works harder. With the pages that SQLite keeps, the
	// program stays below 300 MB.
	Heap = 160 << 20
)
