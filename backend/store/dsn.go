package store

import (
	"net/url"
	"path/filepath"
	"strings"
)

// Pragmas of both pools. busy_timeout is in milliseconds, cache_size in kB if negative.
const commonPragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)" +
	"&_pragma=cache_size(-16000)"

// writerDSN is for the one connection that writes. synchronous(FULL), because a
// record that was answered must survive a power cut; _txlock=immediate, because a
// transaction that reads first and writes later could find the file locked half-way.
// wal_autocheckpoint is in pages, and 64 MB as journal_size_limit: folding the log at
// the default of 1000 would be every tenth commit of a busy lab, and writes again
// what the next records change again. temp_store keeps the undo of a statement, which
// its transaction does not need for long, in memory.
func writerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + "&_pragma=journal_size_limit(67108864)" +
		"&_pragma=wal_autocheckpoint(16000)&_pragma=temp_store(MEMORY)&_txlock=immediate"
}

// readerDSN is for connections that cannot change anything.
func readerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + "&_pragma=query_only(1)"
}

// probeDSN is for a look at a file that may not be ours, which must stay as it is.
// settled says that it has no log or journal beside it: then immutable keeps SQLite
// from making one.
func probeDSN(path string, settled bool) string {
	if settled {
		return fileURI(path) + "?mode=ro&immutable=1"
	}
	return fileURI(path) + "?mode=ro&_pragma=busy_timeout(10000)"
}

// fileURI writes path as SQLite reads it, so that ?, # and % in the name of a
// folder are part of the name.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/...
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	if strings.HasPrefix(path, "/") {
		return "file://" + escaped
	}
	return "file:" + escaped
}
