// Package netlab is the network laboratory: tests of the real program in a class's network,
// seen from outside.
//
// Hosts and switches are made of Linux namespaces, which end with the process that holds
// them, so nothing can be left behind. A teacher is a host that runs `npt serve`, asked
// through its console; a student is a host that runs Python with a first cell. The tests
// pull cables, change addresses, drop multicast and put computers to sleep, and look at what
// notebooks and the teacher get. They need root and iproute2, and say loudly where they
// cannot run.
//
// The package has tests and nothing else. It knows of the app what a page knows: the
// structs of app/api.
package netlab
