package app

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/doctor"
	"npt/backend/ingest"
	"npt/frontend/src/words"
)

// Diagnosis is what the network doctor found.
type Diagnosis struct {
	LookedAt   string             `json:"lookedAt"`
	Findings   []Finding          `json:"findings"` // worst first
	Interfaces []NetworkInterface `json:"interfaces"`
}

// Finding is one thing that the doctor looked at. The catalogue of words has the words for its codes: feature findings.
type Finding struct {
	Code    string       `json:"code"`    // stable
	Variant string       `json:"variant"` // of the code's words; empty if it has one
	Level   string       `json:"level"`   // wrong, warning, note, ok
	Params  []Param      `json:"params"`  // what is written into the words
	Steps   []DoctorStep `json:"steps"`   // what to do, in the order in which to try it
}

// DoctorStep is something that the teacher can do.
type DoctorStep struct {
	Code    string `json:"code"`    // of its words
	Command string `json:"command"` // to copy; empty if the step is none
}

// NetworkInterface is an interface of this computer.
type NetworkInterface struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"` // lan, loopback, container, machine, tunnel, down, mute
	Addrs []string `json:"addrs"`
	Used  bool     `json:"used"` // notebooks are told one of its addresses
}

// Doctor examines the network of this computer, which takes some seconds.
func (api *API) Doctor() (Diagnosis, error) {
	ctx := context.Background()
	subject, err := api.app.subject(ctx)
	if err != nil {
		return Diagnosis{}, err
	}
	return diagnose(ctx, subject, doctor.ThisComputer(discovery.Ask)), nil
}

func diagnose(ctx context.Context, subject doctor.HostState, system doctor.System) Diagnosis {
	found := doctor.Examine(ctx, subject, system)
	return Diagnosis{
		LookedAt: stamp(time.Now()), Findings: mapped(found, findingView), Interfaces: mapped(subject.Interfaces, interfaceView),
	}
}

func findingView(f doctor.Finding) Finding {
	return Finding{
		Code: f.Code, Variant: f.Variant, Level: string(f.Level),
		Params: mapped(slices.Sorted(maps.Keys(f.Params)), func(name string) Param { return Param{name, f.Params[name]} }),
		Steps:  mapped(f.Steps, func(s doctor.Step) DoctorStep { return DoctorStep(s) }),
	}
}

func interfaceView(i doctor.Interface) NetworkInterface {
	return NetworkInterface{Name: i.Name, Kind: string(i.Kind), Addrs: mapped(i.Addrs, netip.Addr.String), Used: i.Used}
}

const (
	delaysRead = 100 // of the newest records: enough for a median
	// strangersAfter is how long a notebook that asked for us may take to come.
	strangersAfter = 10 * time.Second
)

// subject returns what the running app knows about itself.
func (a *App) subject(ctx context.Context) (doctor.HostState, error) {
	delays, err := a.delays(ctx)
	if err != nil {
		return doctor.HostState{}, err
	}
	state := a.announcer.State()
	s := known(state.Addrs)
	s.Port, s.UsualPort, s.Moved = a.bound.Port(), a.askedPort(), a.moved
	s.Running, s.Loopback = true, a.bound.Addr().IsLoopback()
	s.Host, s.Renamed, s.AnnounceFailure = state.Host, state.Renamed, silenceOf(state.Err)
	s.Delays, s.Only = delays, a.chosenInterface()
	s.UnreachedClients = slices.DeleteFunc(a.announcer.Askers(strangersAfter), a.guests.came)
	s.NobodyConnected = !a.guests.cameFromElsewhere(s.Interfaces)
	return s, nil
}

// known returns what any process can tell of this computer; addrs are what notebooks
// are told.
func known(addrs []netip.Addr) doctor.HostState {
	s := doctor.HostState{Addrs: addrs, UsualPort: ingest.DefaultPort, Port: ingest.DefaultPort}
	if program, err := os.Executable(); err == nil {
		s.Program = program
	}
	for _, i := range discovery.Interfaces() {
		s.Interfaces = append(s.Interfaces, doctor.Interface{
			Name: i.Name, Kind: doctor.Kind(i.Kind), Addrs: slices.Concat(i.V4, i.V6),
			Used: slices.ContainsFunc(i.V4, func(addr netip.Addr) bool { return slices.Contains(addrs, addr) }),
		})
	}
	return s
}

// delays returns how much later than they were sent the current session's newest
// records came, by two clocks.
func (a *App) delays(ctx context.Context) ([]time.Duration, error) {
	session, err := a.currentSession(ctx)
	if err != nil || session == 0 {
		return nil, err
	}
	page, err := a.store.Records(ctx, classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session}, Limit: delaysRead})
	if err != nil {
		return nil, err
	}
	var delays []time.Duration
	for _, r := range page.Records {
		if !r.SentAt.IsZero() {
			delays = append(delays, r.ReceivedAt.Sub(r.SentAt))
		}
	}
	return delays, nil
}

// askedPort returns the port that the app was to listen on.
func (a *App) askedPort() uint16 {
	if addr, err := netip.ParseAddrPort(a.config.Listen); err == nil {
		return addr.Port()
	}
	return ingest.DefaultPort
}

// maxGuests is how many addresses of notebooks are remembered.
const maxGuests = 5000

// guests is a listener that remembers who came.
type guests struct {
	net.Listener
	mu   sync.Mutex
	seen map[netip.Addr]struct{}
}

func newGuests(l net.Listener) *guests {
	return &guests{Listener: l, seen: map[netip.Addr]struct{}{}}
}

// Accept waits for the next guest.
func (g *guests) Accept() (net.Conn, error) {
	c, err := g.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if tcp, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		g.mu.Lock()
		if len(g.seen) < maxGuests {
			g.seen[tcp.AddrPort().Addr().Unmap().WithZone("")] = struct{}{}
		}
		g.mu.Unlock()
	}
	return c, nil
}

// came tells whether a connection from addr was ever taken.
func (g *guests) came(addr netip.Addr) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, ok := g.seen[addr]
	return ok
}

// cameFromElsewhere tells whether anybody came who is not on one of these interfaces
// of our own.
func (g *guests) cameFromElsewhere(own []doctor.Interface) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for addr := range g.seen {
		if !slices.ContainsFunc(own, func(i doctor.Interface) bool { return slices.Contains(i.Addrs, addr) }) {
			return true
		}
	}
	return false
}

func doctorCommand(stdout io.Writer) *cobra.Command {
	var asJSON bool
	var port uint16
	var language string
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say whether a class can reach this computer, and if not, why and what to do",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			system := doctor.ThisComputer(discovery.Ask)
			r := reportOf(diagnose(cmd.Context(), fromOutside(cmd.Context(), system, port), system), words.Builtin().Accepted(language))
			if asJSON {
				return json.NewEncoder(stdout).Encode(r)
			}
			return r.print(stdout)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as one line of JSON")
	cmd.Flags().Uint16Var(&port, "port", ingest.DefaultPort, "the port of the app")
	cmd.Flags().StringVar(&language, "language", words.Builtin().OfSystem(os.Getenv).Code, "the language to say it in; as the system's unless it is said")
	return cmd
}

// fromOutside returns what another process can tell of the app, which may or may not
// run.
func fromOutside(ctx context.Context, system doctor.System, port uint16) doctor.HostState {
	s := known(discovery.Addrs())
	s.Port, s.UsualPort = port, port
	loopback := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	if s.Running = system.Answers(ctx, append(slices.Clone(s.Addrs), loopback), port); s.Running {
		s.Host = discovery.Mine(ctx)
	}
	return s
}
