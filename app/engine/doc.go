// Package engine is the app without a face: it opens a data folder, answers notebooks, announces the
// app on the network, and holds what the faces share.
//
// Open takes the folder, opens the store, makes the domain's parts over it, listens for notebooks and
// announces its address; Close undoes that. Everything that starts and stops is a Service in one list.
// A face adds its own services with Start or Try; if one of those that Try starts fails, a notice
// names it and the others go on. The engine also has the typed settings, the owner and the current
// session, the notices for the teacher, and the facts for the network doctor.
//
// The engine connects parts and decides little: the rules of the domain are in backend/classroom and
// backend/assess. It shows nothing and knows no page, no window and no command line. The api, the
// console, the window and the commands call it.
package engine
