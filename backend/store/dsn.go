package store

import (
	"net/url"
	"path/filepath"
	"strings"
)

// Pragmas of both pools. busy_timeout is in milliseconds.
const commonPragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"

// writerDSN is for the one connection that writes. synchronous(FULL), because a
// record that was answered must survive a power cut; _txlock=immediate, because a
// transaction that reads first and writes later could find the file locked half-way.
func writerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + "&_pragma=journal_size_limit(67108864)&_txlock=immediate"
}

// readerDSN is for connections that cannot change anything.
func readerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + "&_pragma=query_only(1)&_pragma=cache_size(-16000)"
}

// probeDSN is for a look at a file that may not be ours: mode=ro leaves its bytes alone.
func probeDSN(path string) string {
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
