package engine

import (
	"context"
	"errors"
	"fmt"
	"io"

	"npt/backend/classroom"
	"npt/backend/store"
)

// VerifyNamed is `npt verify`: it writes to stdout of which answer or notebook code is the receipt, whether or not
// a later one replaced it. It reads the data folder dir beside an app that may be running. The error,
// also where code is no receipt of this folder, says what to do.
func VerifyNamed(ctx context.Context, dir, code string, stdout io.Writer) (err error) {
	receipt, isReceipt := classroom.ParseReceipt(code)
	if !isReceipt {
		return fmt.Errorf("%q is no receipt: one has eight letters and digits, like 7KQ4-M2XD", code)
	}
	st, closeStore, err := readBeside(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	answers, err := st.Receipted(ctx, receipt)
	if err != nil {
		return err
	}
	notebooks, err := st.HandedInBy(ctx, receipt)
	if err != nil {
		return err
	}
	if len(answers)+len(notebooks) == 0 {
		return fmt.Errorf("%s is no receipt of an answer or of a notebook that is in %s: ask whether it is written right; "+
			"it may be of another computer, of an answer that was deleted, or older than the last attempts that are remembered", receipt, dir)
	}
	for _, of := range answers {
		if err := tellReceipted(stdout, receipt, of); err != nil {
			return err
		}
	}
	for _, of := range notebooks {
		if err := tellHandedIn(stdout, receipt, of); err != nil {
			return err
		}
	}
	return nil
}

func tellHandedIn(w io.Writer, receipt classroom.Receipt, of store.HandedIn) error {
	at := of.ReceivedAt.Local().Format(verifyClock)
	_, err := fmt.Fprintf(w, "%s: %s handed in %s at %s (session %s of %s): %d bytes with the SHA-256 %s.\n",
		receipt, of.Student.Display(), of.Name, at, of.Session, of.Owner, of.Size, of.SHA256)
	if err != nil {
		return err
	}
	state := "This is the notebook that counts."
	switch {
	case !of.IsKept:
		state = "It is not the notebook that counts: the student handed in others later, and what it holds is no longer kept."
	case !of.IsLast:
		state = "It is not the notebook that counts: the student handed in another one later."
	}
	_, err = fmt.Fprintln(w, state)
	return err
}

// verifyClock is how npt verify writes a moment.
const verifyClock = "2006-01-02 15:04:05"

func tellReceipted(w io.Writer, receipt classroom.Receipt, of classroom.Receipted) error {
	r := of.Record
	sent := of.SentAt.Local().Format(verifyClock)
	if _, err := fmt.Fprintf(w, "%s: %s answered question %s at %s (session %s of %s, part %s).\n", receipt, r.Student.Display(), r.Question, sent, of.Session, of.Owner, r.Part); err != nil {
		return err
	}
	state := "This is the answer that is kept."
	if !of.IsKept {
		state = fmt.Sprintf("It is not the answer that is kept: that was sent at %s, receipt %s.", r.SentAt.Local().Format(verifyClock), orNone(r.Receipt))
	}
	_, err := fmt.Fprintln(w, state)
	return err
}

func orNone(receipt classroom.Receipt) string {
	if receipt == 0 {
		return "none"
	}
	return receipt.String()
}
