package doctor

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// holder returns the name of the program that listens on a port, for protocol tcp or udp. The name is
// empty if the system does not tell; known reports whether any program listens.
func (e exam) holder(ctx context.Context, protocol string, port uint16) (name string, known bool) {
	switch e.OS {
	case "linux":
		return linuxHolder(e.Files, protocol, port)
	case "darwin":
		out, _ := e.Run(ctx, "lsof", "-nP", fmt.Sprintf("-i%s:%d", strings.ToUpper(protocol), port), "-Fc")
		return lsofHolder(out)
	case "windows":
		out, _ := e.Run(ctx, "netstat", "-ano", "-p", protocol)
		pid, held := netstatPID(out, port)
		if !held {
			return "", false
		}
		out, _ = e.Run(ctx, "tasklist", "/fi", "pid eq "+pid, "/fo", "csv", "/nh")
		return tasklistName(out), true
	}
	return "", false
}

// linuxHolder reads /proc. Without special rights it finds only programs of our own user.
func linuxHolder(files fs.FS, protocol string, port uint16) (string, bool) {
	inode, held := "", false
	for _, table := range []string{protocol, protocol + "6"} {
		text, err := fs.ReadFile(files, "proc/net/"+table)
		if err != nil {
			continue
		}
		if i, ok := socketInode(string(text), protocol, port); ok {
			inode, held = i, true
		}
	}
	if !held {
		return "", false
	}
	links, _ := fs.Glob(files, "proc/[0-9]*/fd/*") // only those that we may see
	for _, link := range links {
		if target, err := fs.ReadLink(files, link); err == nil && target == "socket:["+inode+"]" {
			name, _ := fs.ReadFile(files, path.Join(path.Dir(path.Dir(link)), "comm"))
			return strings.TrimSpace(string(name)), true
		}
	}
	return "", true
}

// socketInode finds the socket that listens on port in a table of /proc/net.
func socketInode(table, protocol string, port uint16) (inode string, ok bool) {
	listening := map[string]string{"tcp": "0A", "udp": "07"}[protocol]
	for lines := bufio.NewScanner(strings.NewReader(table)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) < 10 || f[3] != listening {
			continue
		}
		_, hex, _ := strings.Cut(f[1], ":")
		if p, err := strconv.ParseUint(hex, 16, 16); err == nil && uint16(p) == port {
			return f[9], true
		}
	}
	return "", false
}

// lsofHolder reads `lsof -Fc`: lines p<pid> and c<command>.
func lsofHolder(out string) (string, bool) {
	for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
		if name, ok := strings.CutPrefix(lines.Text(), "c"); ok {
			return name, true
		}
	}
	return "", false
}

// netstatPID reads `netstat -ano`. Its words are in the system's language, but its columns are fixed:
// protocol, local address, foreign address, state if TCP, pid. A listening program has a foreign
// address without a port.
func netstatPID(out string, port uint16) (pid string, ok bool) {
	for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) < 4 || !strings.HasSuffix(f[1], fmt.Sprintf(":%d", port)) {
			continue
		}
		if strings.HasSuffix(f[2], ":0") || f[2] == "*:*" {
			return f[len(f)-1], true
		}
	}
	return "", false
}

func tasklistName(out string) string {
	row, err := csv.NewReader(strings.NewReader(out)).Read()
	if err != nil || len(row) < 2 {
		return ""
	}
	return row[0]
}
