// Package colleague takes part in the class of a colleague, whose app lets assistants in by app/assistants.
//
// It finds apps in the network by what they announce to notebooks anyway, looks which certificate answers, proves that
// it knows the code that the colleague shows (app/pairing), and from then on speaks with the holder of that certificate's
// key and nobody else: tls.go. The cookie that it got stays here, in memory. link.go passes calls of this app's own page
// on and brings what changed; pins.go remembers the certificates of earlier times, so that another one is refused.
//
// Nothing listens for it: the page asks by the calls of api.Colleagues, as it asks for everything, so there is no other
// door on this computer. The colleague's page is never run, only its answers are read, all of them as bounded JSON from
// a machine that may be hostile. What an assistant may do is decided by the colleague's app alone.
package colleague
