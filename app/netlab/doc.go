// Package netlab is the network laboratory: it tests the real program in the network of a class, seen
// from outside.
//
// Hosts and switches are made of Linux namespaces. These end with the process that holds them, so
// nothing can be left behind. A teacher is a host that runs `npt serve` and is asked through its
// console; a student is a host that runs Python with a first cell. The tests pull cables, change
// addresses, drop multicast and put computers to sleep, and check what notebooks and the teacher get.
// They need root and iproute2, and report loudly if they cannot run.
//
// The package contains only tests. It knows of the app only what a page knows: the structs of app/api.
package netlab
