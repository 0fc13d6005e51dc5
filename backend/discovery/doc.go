// Package discovery makes this machine findable in a classroom: it lists the
// network interfaces and the addresses at which students reach it, announces the
// app there over multicast DNS (RFC 6762, RFC 6763), answers for the teacher's host
// name npt-<owner>.local, keeps that name apart from a colleague's, and follows the
// addresses as networks come and go.
//
// It knows nothing of sessions, records or HTTP: the engine passes it a Service to announce and reads
// a State back. Package doctor says what is wrong with a network and what to do.
//
// Two libraries share the work, because neither does all of it. zeroconf announces and answers
// browsers of services, but not questions for a host name; pion/mdns answers for the host name, but
// announces nothing. Both get the same list of interfaces, and both are restarted when addresses
// change.
package discovery
