// Package discovery makes this machine findable in a classroom: it lists the
// network interfaces and the addresses at which students reach it, announces the
// app there over multicast DNS (RFC 6762, RFC 6763), answers for the teacher's host
// name npt-<owner>.local, keeps that name apart from a colleague's, and follows the
// addresses as networks come and go.
//
// It knows nothing of sessions, records or HTTP: the engine hands it a Service to
// announce, and reads a State back. What is wrong with a network, and what to do
// about it, is said by package doctor.
//
// Two libraries share the work, because neither does all of it. zeroconf announces
// and answers who browses, but not who asks for a host name; pion/mdns answers for
// the host name, but announces nothing. Both get one filter of interfaces, and both
// are started anew when addresses change.
package discovery
