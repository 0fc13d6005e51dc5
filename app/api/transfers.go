package api

import (
	"context"
	"sync"
	"sync/atomic"
)

// Progress says how far an export or an import is.
type Progress struct {
	Running bool `json:"running"`
	Done    int  `json:"done"`  // records
	Total   int  `json:"total"` // about how many there are; 0 if that is not known
}

// TransferProgress returns how far the export or import is that the page gave this id. One that has not
// begun, or has ended, is not running.
func (api *API) TransferProgress(id string) (Progress, error) {
	t := api.transfers.find(id)
	if t == nil {
		return Progress{}, nil
	}
	return Progress{Running: true, Done: int(t.done.Load()), Total: t.total}, nil
}

// CancelTransfer ends the export or import that the page gave this id. Nothing of it stays.
func (api *API) CancelTransfer(id string) error {
	if t := api.transfers.find(id); t != nil {
		t.cancel()
	}
	return nil
}

// transfers are the exports and imports that are under way.
type transfers struct {
	mu   sync.Mutex
	byID map[string]*running
}

type running struct {
	of     *transfers
	id     string
	cancel context.CancelFunc
	done   atomic.Int64
	total  int
}

// begin begins a transfer, which ends with ctx, when it is cancelled, and with its end.
func (ts *transfers) begin(ctx context.Context, id string, total int) (context.Context, *running) {
	ctx, cancel := context.WithCancel(ctx)
	t := &running{of: ts, id: id, cancel: cancel, total: total}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.byID == nil {
		ts.byID = map[string]*running{}
	}
	ts.byID[id] = t
	return ctx, t
}

func (ts *transfers) find(id string) *running {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return ts.byID[id]
}

func (t *running) note(done int) { t.done.Store(int64(done)) }

func (t *running) end() {
	t.cancel()
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	if t.of.byID[t.id] == t {
		delete(t.of.byID, t.id)
	}
}
