package store

import (
	"context"
	"database/sql"

	"golang.org/x/text/unicode/norm"

	"npt/backend/payload"
)

// writeOldTexts makes the records of an older file searchable.
func writeOldTexts(ctx context.Context, c *sql.Conn) error {
	const read = `
SELECT r.id, r.session_id, r.type, r.preview, substr(l.data, 1, ?)
FROM records r JOIN payloads l ON l.record_id = r.id WHERE r.id > ? ORDER BY r.id LIMIT ?`
	for last := int64(0); ; {
		var args []any
		err := eachRow(ctx, c, read, []any{4 * payload.MaxSearchText, last, deleteAtOnce}, func(rows *sql.Rows) error {
			var session int64
			var preview string
			var p payload.Payload
			if err := rows.Scan(&last, &session, &p.Type, &preview, &p.Data); err != nil {
				return err
			}
			v, err := decodePreview(preview)
			args = append(args, session, last, payload.SortKey(norm.NFC.String, p, v), payload.SearchText(norm.NFC.String, p, v))
			return err
		})
		if err != nil || len(args) == 0 {
			return err
		}
		if err := upsertTexts.exec(ctx, c, args); err != nil {
			return err
		}
	}
}
