package engine

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"npt/backend/doctor"
	"npt/backend/ingest"
)

// Notice is something the teacher should know: what happened and what to do. The page
// says it in its own language by Code and Params; Message is the same in English.
type Notice struct {
	Code    string // stable, such as port_taken or no_network
	Message string
	Params  []Param // what Message has written in
}

// Param is a value within a sentence.
type Param struct{ Name, Value string }

// notice returns a Notice whose message has each {name} replaced by its value:
// params are names and values in turn.
func notice(code, message string, params ...string) Notice {
	n := Notice{Code: code, Message: message}
	for pair := range slices.Chunk(params, 2) {
		n.Params = append(n.Params, Param{Name: pair[0], Value: pair[1]})
		n.Message = strings.ReplaceAll(n.Message, "{"+pair[0]+"}", pair[1])
	}
	return n
}

// Notices returns what is not as it should be, in words for the teacher.
func (e *Engine) Notices() []Notice {
	all := e.services.notices()
	if e.moved {
		all = append(all, notice("port_taken", "The usual port is taken by another program, so notebooks must use {address}: copy the first cell again, or end the other program and start the app anew.",
			"address", e.Addresses()[0]))
	}
	return append(append(all, e.networkNotices()...), e.outageNotices()...)
}

// networkNotices returns what is not as it should be with the network.
func (e *Engine) networkNotices() []Notice {
	state := e.network()
	switch {
	case e.bound.Addr().IsLoopback():
		return []Notice{notice("loopback", "Only notebooks on this computer reach the app, as it was started with --listen {listen}.",
			"listen", e.config.Listen)}
	case e.interfaceNotices() != nil:
		return e.interfaceNotices()
	case len(state.Addrs) == 0:
		return []Notice{notice("no_network", "This computer is on no network that a classroom could share: join one, or notebooks on this computer alone reach the app.")}
	case state.Err != nil:
		return []Notice{unannouncedNotice(state.Err)}
	case state.Renamed:
		return []Notice{notice("renamed", "Another teacher's app on this network has your name already, so notebooks find this one as {host}: if your first cell has the name in it, copy the cell again.",
			"host", state.Host)}
	}
	return nil
}

// unannouncedNotice says why the app has no name on the network.
func unannouncedNotice(err error) Notice {
	switch announceFailure(err) {
	case doctor.PortKept:
		return notice("mdns_port_kept", "Another program keeps UDP port 5353 for itself, so the app cannot announce itself: notebooks still reach it by its address.")
	case doctor.NamesTaken:
		return notice("mdns_names_taken", "Something on this network answers for every name that the app could take: notebooks still reach it by its address.")
	}
	return notice("mdns_off", "This computer does not let the app announce itself: notebooks still reach it by its address.")
}

// interfaceNotices returns what keeps the chosen interface from being listened on.
func (e *Engine) interfaceNotices() []Notice {
	name := e.Interface()
	if unheard := e.unheard.Load(); unheard != nil {
		return []Notice{*unheard}
	}
	if name != "" && len(e.network().Addrs) == 0 {
		return []Notice{notice("interface_gone", "The app listens on {interface} alone, which is not connected: plug it in, or choose another in the network doctor.", "interface", name)}
	}
	return nil
}

// unheardNotice says where the app cannot listen, and why if that is known.
func unheardNotice(err error) Notice {
	failed := &ingest.ListenError{}
	if errors.As(err, &failed) && failed.Taken {
		return notice("address_taken", "Another program has {address}, where notebooks should reach the app: end that program, or choose another interface in the network doctor.", "address", failed.At)
	}
	return notice("not_listening", "This computer does not let the app listen at {address}: start the app anew, or choose another interface in the network doctor.", "address", failed.At)
}

// outageNotices warns of a class that fell silent all at once.
func (e *Engine) outageNotices() []Notice {
	e.outage.mu.Lock()
	now := e.outage.now
	e.outage.mu.Unlock()
	if now.Before == 0 {
		return nil
	}
	return []Notice{notice("silent", "{gone} of {before} notebooks fell silent all at once: the network went away, not the students. What they send is kept and comes when it is back.",
		"gone", strconv.Itoa(now.Gone), "before", strconv.Itoa(now.Before))}
}
