package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
)

// Service is something that runs while the app is open.
type Service interface {
	// Name says what it is, in a word or two, for the log and the teacher.
	Name() string
	// Start begins to run and returns at once, or says why it cannot.
	Start(ctx context.Context) error
	// Stop ends what Start began. It is called once, and only after a Start without an error.
	Stop() error
}

// services are what runs, in the order in which it was started.
type services struct {
	mu      sync.Mutex
	running []Service
	failed  []string // the names of those that did not start
}

// start starts one more, and says why it did not start.
func (s *services) start(ctx context.Context, service Service) error {
	if err := service.Start(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = append(s.running, service)
	return nil
}

// try starts one more that is not needed: if it fails, the log and a notice say so with its
// name, and the others go on.
func (s *services) try(ctx context.Context, service Service) {
	if err := s.start(ctx, service); err != nil {
		slog.Error("engine: a service did not start", "service", service.Name(), "err", err)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = append(s.failed, service.Name())
	}
}

// stop stops all, the last one first. The errors of those that fail have their names.
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

// service is a Service made of functions; nil ones do nothing.
type service struct {
	name  string
	begin func(ctx context.Context) error
	end   func() error
}

func (s service) Name() string { return s.name }

func (s service) Start(ctx context.Context) error {
	if s.begin == nil {
		return nil
	}
	return s.begin(ctx)
}

func (s service) Stop() error {
	if s.end == nil {
		return nil
	}
	return s.end()
}

// Background returns a service that runs each function in a goroutine of its own, until
// it closes the channel that the function was given.
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
