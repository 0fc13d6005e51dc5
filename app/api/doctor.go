package api

import (
	"context"
	"maps"
	"net/netip"
	"slices"
	"time"

	"npt/app/engine"
	"npt/backend/discovery"
	"npt/backend/doctor"
)

// Diagnosis is what the network doctor found.
type Diagnosis struct {
	LookedAt   string             `json:"lookedAt"`
	Findings   []Finding          `json:"findings"` // worst first
	Interfaces []NetworkInterface `json:"interfaces"`
}

// Finding is one result of the doctor. The words for its codes are in the catalogue of words, feature
// findings.
type Finding struct {
	Code    string       `json:"code"`    // stable
	Variant string       `json:"variant"` // which of the code's texts; empty if it has only one
	Level   string       `json:"level"`   // wrong, warning, note, ok
	Params  []Param      `json:"params"`  // values for the words
	Steps   []DoctorStep `json:"steps"`   // what to do, in the order in which to try it
}

// DoctorStep is something that the teacher can do.
type DoctorStep struct {
	Code    string `json:"code"`    // names its words
	Command string `json:"command"` // to copy; empty if the step is no command
}

// NetworkInterface is an interface of this computer.
type NetworkInterface struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"` // lan, loopback, container, machine, tunnel, down, mute
	Addrs []string `json:"addrs"`
	Used  bool     `json:"used"` // notebooks are told one of its addresses
}

// Doctor examines the network of this computer. It takes some seconds.
func (api *API) Doctor() (Diagnosis, error) {
	return diagnose(context.Background(), api.engine.HostState(), doctor.ThisComputer(discovery.Ask)), nil
}

func diagnose(ctx context.Context, state doctor.HostState, system doctor.System) Diagnosis {
	found := doctor.Examine(ctx, state, system)
	return Diagnosis{
		LookedAt: stamp(time.Now()), Findings: mapped(found, findingView), Interfaces: mapped(state.Interfaces, interfaceView),
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

// Interfaces returns the network interfaces of this computer, the one with the default route first.
func (api *API) Interfaces() ([]NetworkInterface, error) {
	return mapped(api.engine.Interfaces(), interfaceView), nil
}

// SetInterface makes the app reachable on one interface only, given by its name, or with "" on every
// interface that can lead to a classroom. It takes effect at once, on the same port, and is
// remembered. Notebooks on this computer always reach the app.
func (api *API) SetInterface(name string) (Status, error) {
	if err := api.engine.SetInterface(context.Background(), name); err != nil {
		return Status{}, err
	}
	return api.Status()
}

// DiagnoseFromOutside does what Doctor does, in another process than the app. The app may or may not
// run at that port.
func DiagnoseFromOutside(ctx context.Context, port uint16) Diagnosis {
	system := doctor.ThisComputer(discovery.Ask)
	return diagnose(ctx, engine.HostStateFromOutside(ctx, system, port), system)
}
