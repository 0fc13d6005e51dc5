package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
)

// Service is something that runs while the app is open.
type Service interface {
	// Name returns what it is, in a word or two, for the log and the teacher.
	Name() string
	// Start begins to run and returns at once; the error says why it cannot.
	Start(ctx context.Context) error
	// Stop ends what Start began. It is called once, and only if Start returned no error.
	Stop() error
}

// services are the running services in the order in which they were started.
type services struct {
	mu      sync.Mutex
	running []Service
	failed  []string // the names of the services that did not start
}

// start starts one more service; the error says why it did not start.
func (s *services) start(ctx context.Context, service Service) error {
	if err := service.Start(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = append(s.running, service)
	return nil
}

// try starts one more service that is not essential. If it fails, the log and a notice name it, and
// the others go on.
func (s *services) try(ctx context.Context, service Service) {
	if err := s.start(ctx, service); err != nil {
		slog.Error("engine: a service did not start", "service", service.Name(), "err", err)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = append(s.failed, service.Name())
	}
}

// stop stops all services, the last one first. It joins their errors, each with its service's name.
func (s *services) stop() error {
	s.mu.Lock()
	running := s.running
	s.running = nil
	s.mu.Unlock()
	var errs []error
	for i := len(running) - 1; i >= 0; i-- {
		if err := running[i].Stop(); err != nil {
			slog.Error("engine: a service did not stop", "service", running[i].Name(), "err", err)
			errs = append(errs, fmt.Errorf("%s: %w", running[i].Name(), err))
		}
	}
	return errors.Join(errs...)
}

// notices says which services did not start.
func (s *services) notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Notice
	for _, name := range s.failed {
		all = append(all, notice("service_failed", "service", name))
	}
	return all
}

// service is a Service made of functions; a nil function does nothing.
type service struct {
	name  string
	begin func(ctx context.Context) error
	end   func() error
}

// Name returns the name that the service was made with.
func (s service) Name() string { return s.name }

// Start calls begin; it returns begin's error.
func (s service) Start(ctx context.Context) error {
	if s.begin == nil {
		return nil
	}
	return s.begin(ctx)
}

// Stop calls end; it returns end's error.
func (s service) Stop() error {
	if s.end == nil {
		return nil
	}
	return s.end()
}

// Background returns a service that runs each function in its own goroutine. To stop, it closes the
// channel that the functions were given.
func Background(name string, run ...func(stop <-chan struct{})) Service {
	stop := make(chan struct{})
	var running sync.WaitGroup
	return service{
		name: name,
		begin: func(context.Context) error {
			for _, f := range run {
				running.Go(func() { f(stop) })
			}
			return nil
		},
		end: func() error {
			close(stop)
			running.Wait()
			return nil
		},
	}
}

// queueInterval is how often at most a session's queue of help is looked through while records pour in.
const queueInterval = 50 * time.Millisecond

// noteForQueue has the queue of help look through the sessions that change, until stop is closed.
func (e *Engine) noteForQueue(stop <-chan struct{}) {
	e.Events.Listen(stop, queueInterval, func(c events.Change) {
		if slices.Equal(c.Kinds, []classroom.EventKind{classroom.StatusChanged}) {
			return
		}
		if len(c.Sessions) == 0 {
			e.Queue.Note(0)
		}
		for _, id := range c.Sessions {
			e.Queue.Note(id)
		}
	})
}

// runQueue keeps the queues of help, until stop is closed.
func (e *Engine) runQueue(stop <-chan struct{}) {
	ctx, cancel := until(stop)
	defer cancel()
	e.Queue.Run(ctx)
}
