package locale

import "golang.org/x/sys/windows/registry"

// listSeparator returns the list separator of Windows' settings, by which Excel splits; 0 if it cannot be read.
func listSeparator() rune {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Control Panel\International`, registry.QUERY_VALUE)
	if err != nil {
		return 0
	}
	defer key.Close() //nolint:errcheck // it was only read
	switch set, _, _ := key.GetStringValue("sList"); set {
	case ";":
		return ';'
	case ",":
		return ','
	}
	return 0
}
