// Package instance makes the app one app a data folder, and knows every file that the
// program touches.
//
// Lock takes a data folder for this process alone. Listen starts the control server of
// the app that has it, through which a later start of the program asks the first one to
// come to the front (Activate) or to end (Quit). The functions of paths.go name each
// file and folder that the program reads or writes, so that a reader finds them in one
// place; what is in them is the business of the packages that use them.
//
// The package opens no database and shows nothing. The engine locks the folder and runs
// the control server; the faces and the command line ask it for paths, and ask a
// running app to do something.
package instance
