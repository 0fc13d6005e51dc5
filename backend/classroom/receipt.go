package classroom

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"time"
)

// Receipt proves that this app took an answer. It is the first 40 bits of an HMAC-SHA256 (RFC 2104) of
// the answer, by a key that stays on the teacher's computer; 0 is none. A student has it to show, so it
// is short and holds no letters that are taken for digits.
type Receipt uint64

const (
	receiptBits = 40
	// receiptDigits are Crockford's base 32: without I, L, O and U.
	receiptDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	receiptLength = receiptBits / 5
)

// String returns the receipt as it is shown, like 7KQ4-M2XD; "" for none.
func (r Receipt) String() string {
	if r == 0 {
		return ""
	}
	var text [receiptLength + 1]byte
	text[receiptLength/2] = '-'
	for i := range receiptLength {
		digit := receiptDigits[r>>(receiptBits-5*(i+1))&31]
		text[i+i/(receiptLength/2)] = digit
	}
	return string(text[:])
}

// ParseReceipt reads a receipt as people write it: in any case, with O for 0 and I or L for 1, with or
// without the hyphen. It returns false if text is none.
func ParseReceipt(text string) (Receipt, bool) {
	text = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(text))
	if len(text) != receiptLength {
		return 0, false
	}
	var r Receipt
	for i := range receiptLength {
		digit := strings.IndexByte(receiptDigits, text[i])
		if digit < 0 {
			return 0, false
		}
		r = r<<5 | Receipt(digit)
	}
	return r, r != 0
}

// SentReceipt is a receipt and when its answer was sent.
type SentReceipt struct {
	Receipt Receipt
	SentAt  time.Time
}

// Receipted is the answer of a receipt.
type Receipted struct {
	Record  Record // as it is kept now
	Session string
	Owner   string
	SentAt  time.Time // of the answer of the receipt
	IsKept  bool      // false if a later one replaced it, or if it came late
}

// ReceiptKey makes receipts. Without a key there are none.
type ReceiptKey []byte

// Of returns the receipt of a record: of who sent it where, of when as its notebook wrote that, and of
// the whole payload. It is the same for each delivery of one record_id, and 0 without a key.
func (k ReceiptKey) Of(e NewRecord, sentAt string) Receipt {
	return k.over(
		[]byte("npt receipt 1"), []byte(e.Owner), []byte(e.Session), []byte(e.Part), []byte(e.Sender.UUID), []byte(e.Sender.Name),
		[]byte(e.Question), []byte(e.RecordID), []byte(sentAt),
		[]byte(e.Payload.Type), e.Payload.Data, e.Payload.Plotted, []byte(e.Payload.Digest), e.Payload.Calls,
	)
}

// OfFile returns the receipt of a file that was handed in: of who sent it where, in which request, of its
// name and of all that it holds, by the SHA-256 of that in hex.
func (k ReceiptKey) OfFile(l Listening, name, requestID, sum string) Receipt {
	return k.over(
		[]byte("npt receipt of a file 1"), []byte(l.Owner), []byte(l.Session), []byte(l.Sender.UUID), []byte(l.Sender.Name),
		[]byte(name), []byte(requestID), []byte(sum),
	)
}

// over returns the receipt of some fields; 0 without a key.
func (k ReceiptKey) over(fields ...[]byte) Receipt {
	if len(k) == 0 {
		return 0
	}
	mac := hmac.New(sha256.New, k)
	for _, field := range fields {
		// Its length before each field: no two records give the same bytes.
		var length [8]byte
		binary.LittleEndian.PutUint64(length[:], uint64(len(field)))
		mac.Write(length[:])
		mac.Write(field)
	}
	sum := mac.Sum(nil)
	return max(1, Receipt(binary.BigEndian.Uint64(sum))>>(64-receiptBits))
}
