package engine

import (
	"errors"
	"slices"
	"strconv"

	"npt/backend/doctor"
	"npt/backend/ingest"
)

// Notice tells the teacher what happened and what to do. The words for its Code are in the catalogue
// of words.
type Notice struct {
	Code   string  // stable, such as port_taken or no_network
	Params []Param // values for its words
}

// Param is a value within a sentence.
type Param struct{ Name, Value string }

// notice returns the Notice with this code; params are names and values in turn.
func notice(code string, params ...string) Notice {
	n := Notice{Code: code}
	for pair := range slices.Chunk(params, 2) {
		n.Params = append(n.Params, Param{Name: pair[0], Value: pair[1]})
	}
	return n
}

// Notices returns a Notice for everything that is wrong at present.
func (e *Engine) Notices() []Notice {
	all := e.services.notices()
	if e.moved {
		all = append(all, notice("port_taken", "address", e.Addresses()[0]))
	}
	return slices.Concat(e.troubleNotices(), all, e.networkNotices(), e.outageNotices(), e.backupNotices(), e.retentionNotices())
}

// networkNotices returns what is wrong with the network.
func (e *Engine) networkNotices() []Notice {
	state := e.network()
	switch {
	case e.bound.Addr().IsLoopback():
		return []Notice{notice("loopback", "listen", e.config.Listen)}
	case e.interfaceNotices() != nil:
		return e.interfaceNotices()
	case len(state.Addrs) == 0:
		return []Notice{notice("no_network")}
	case state.Err != nil:
		return []Notice{unannouncedNotice(state.Err)}
	case state.Renamed:
		return []Notice{notice("renamed", "host", state.Host)}
	}
	return nil
}

// unannouncedNotice says why the app's name is not on the network.
func unannouncedNotice(err error) Notice {
	switch announceFailure(err) {
	case doctor.PortKept:
		return notice("mdns_port_kept")
	case doctor.NamesTaken:
		return notice("mdns_names_taken")
	}
	return notice("mdns_off")
}

// interfaceNotices says why the app cannot listen on the chosen interface.
func (e *Engine) interfaceNotices() []Notice {
	name := e.Interface()
	if unheard := e.unheard.Load(); unheard != nil {
		return []Notice{*unheard}
	}
	if name != "" && len(e.network().Addrs) == 0 {
		return []Notice{notice("interface_gone", "interface", name)}
	}
	return nil
}

// unheardNotice says where the app cannot listen, and why if the reason is known.
func unheardNotice(err error) Notice {
	failed := &ingest.ListenError{}
	if errors.As(err, &failed) && failed.Taken {
		return notice("address_taken", "address", failed.At)
	}
	return notice("not_listening", "address", failed.At)
}

// outageNotices warns if a whole class disconnected at once.
func (e *Engine) outageNotices() []Notice {
	e.outage.mu.Lock()
	now := e.outage.now
	e.outage.mu.Unlock()
	if now.Before == 0 {
		return nil
	}
	return []Notice{notice("silent", "gone", strconv.Itoa(now.Gone), "before", strconv.Itoa(now.Before))}
}
