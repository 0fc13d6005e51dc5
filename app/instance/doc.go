// Package instance makes sure that at most one app uses a data folder, and knows the path of every
// file that the program uses.
//
// Lock takes a data folder for this process alone. Listen starts the control server of the app that
// has it; through that a later start of the program asks the first one to come to the front (Activate)
// or to end (Quit). The functions of paths.go name each file and folder that the program reads or
// writes, so that a reader finds them in one place; the packages that use the files decide what is in
// them.
//
// The package opens no database and shows nothing. The engine locks the folder and runs
// the control server; the faces and the command line ask it for paths, and ask a
// running app to do something.
package instance
