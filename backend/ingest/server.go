package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// DefaultPort is where notebooks look for the teacher.
const DefaultPort = 6780

// portsTried is how many ports are tried in turn when the one asked for is taken.
const portsTried = 20

// listenConfig closes dead connections within 10 s, so that a class that lost its network is noticed.
var listenConfig = net.ListenConfig{KeepAliveConfig: net.KeepAliveConfig{
	Enable: true, Idle: 4 * time.Second, Interval: 2 * time.Second, Count: 3,
}}

// Listen listens at addr, which is HOST:PORT or a host alone. If the port is taken, it takes the next
// free port of the same host and moved is true. The error names the address and says what to do.
func Listen(addr string) (l net.Listener, moved bool, err error) {
	host, service, err := net.SplitHostPort(addr)
	if err != nil {
		host, service = addr, strconv.Itoa(DefaultPort)
	}
	first, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, false, fmt.Errorf("%q is no port: write a number from 0 to 65535", service)
	}
	for port := first; port < first+portsTried && port <= 65535; port++ {
		l, err = listenConfig.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.FormatUint(port, 10)))
		if err == nil {
			return l, port != first, nil
		}
		if !isTaken(err) {
			break
		}
	}
	return nil, false, fmt.Errorf("cannot listen on %s: %w; choose another with --listen HOST:PORT", addr, err)
}

// Error codes of Windows for a port that another program uses, uses exclusively, or that Windows
// reserves. The POSIX constants of package syscall never match on Windows.
const (
	wsaAccess       syscall.Errno = 10013
	wsaAddressInUse syscall.Errno = 10048
)

// isTaken reports whether err says that another program has the port.
func isTaken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaAddressInUse) || errors.Is(err, wsaAccess)
}

// Server runs a handler on a listener with limits on slow and on many clients.
type Server struct {
	http *http.Server
	done chan error
}

// Serve starts to answer on l and returns the running Server at once.
func Serve(l net.Listener, h http.Handler) *Server {
	s := &Server{
		http: &http.Server{
			Handler:           h,
			ReadHeaderTimeout: readHeader,
			ReadTimeout:       readBody,
			WriteTimeout:      readBody + waitForBodies,
			IdleTimeout:       idle,
			ConnState:         noteState,
			MaxHeaderBytes:    maxHeader,
			ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
		},
		done: make(chan error, 1),
	}
	go func() { s.done <- s.http.Serve(limitConnections(l, maxConns, maxConnsOf)) }()
	return s
}

// Close stops taking requests, lets those under way end within grace and returns
// what went wrong while serving, if anything.
func (s *Server) Close(grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		_ = s.http.Close()
	}
	if err := <-s.done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
