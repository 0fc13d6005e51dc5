// Command npt is Notebook Progress Tracker: see app.
package main

import "npt/app"

func main() { app.Main() }
