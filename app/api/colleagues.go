package api

import (
	"context"

	"npt/backend/classroom"
)

// Colleague is another computer's app that is announced in this network.
type Colleague struct {
	Owner   string `json:"owner"`
	Host    string `json:"host"`
	Address string `json:"address"` // for ColleagueDoor
}

// ColleagueDoor is where a colleague lets assistants in.
type ColleagueDoor struct {
	Address     string `json:"address"`     // for JoinColleague
	Fingerprint string `json:"fingerprint"` // the SHA-256 of the certificate, as the teacher's page shows it
	Changed     bool   `json:"changed"`     // it is not the one of the last time
}

// ColleagueLink says in whose class this app takes part.
type ColleagueLink struct {
	State       string `json:"state"` // empty for none; live, lost while it does not answer, certificate while another computer answers, ended
	Address     string `json:"address"`
	Fingerprint string `json:"fingerprint"`
	Name        string `json:"name"` // by which one takes part
}

// ColleagueNews is what changed in a colleague's class.
type ColleagueNews struct {
	At    int64    `json:"at"`    // for the next call
	Kinds []string `json:"kinds"` // as in Changed
	State string   `json:"state"` // as in ColleagueLink
}

// Colleagues takes part in the classes of others.
type Colleagues interface {
	// Found returns the apps that are announced in this network.
	Found(ctx context.Context) []Colleague
	// Look returns where the app at an address lets assistants in.
	Look(ctx context.Context, address string) (ColleagueDoor, error)
	// Forget forgets the certificate that an address had the last time.
	Forget(address string) error
	// Join takes part by a code, with the certificate that Look showed.
	Join(ctx context.Context, address, fingerprint, code, name string) error
	// Link returns in whose class this app takes part.
	Link() ColleagueLink
	// Ask makes a call in the class in which this app takes part; args and the result are JSON. act names an act that
	// is done once, however often it is asked for.
	Ask(ctx context.Context, method, args, act string) (string, error)
	// News waits a while until something has changed after a moment that an earlier call returned.
	News(ctx context.Context, since int64) ColleagueNews
	// Leave ends this app's part in the class.
	Leave(ctx context.Context)
}

// Colleagues returns the apps that are announced in this network, but for this one.
func (api *API) Colleagues() ([]Colleague, error) {
	if api.face.Colleagues == nil {
		return []Colleague{}, nil
	}
	return api.face.Colleagues.Found(api.ctx), nil
}

// ColleagueDoor returns where the app at an address lets assistants in, without telling it anything.
func (api *API) ColleagueDoor(address string) (door ColleagueDoor, err error) {
	err = api.asColleague(func(c Colleagues) (err error) { door, err = c.Look(api.ctx, address); return err })
	return door, err
}

// ForgetColleague forgets the certificate that an address had the last time, so that another one can be trusted.
func (api *API) ForgetColleague(address string) error {
	return api.asColleague(func(c Colleagues) error { return c.Forget(address) })
}

// JoinColleague takes part in a colleague's class by a code, with the certificate that ColleagueDoor showed.
func (api *API) JoinColleague(address, fingerprint, code, name string) (link ColleagueLink, err error) {
	err = api.asColleague(func(c Colleagues) error {
		if err := c.Join(api.ctx, address, fingerprint, code, name); err != nil {
			return err
		}
		link = c.Link()
		return nil
	})
	return link, err
}

// ColleagueLink returns in whose class this app takes part.
func (api *API) ColleagueLink() (ColleagueLink, error) {
	if api.face.Colleagues == nil {
		return ColleagueLink{}, nil
	}
	return api.face.Colleagues.Link(), nil
}

// AskColleague makes a call in the class in which this app takes part; args is a JSON array, the result JSON.
func (api *API) AskColleague(method, args, act string) (result string, err error) {
	err = api.asColleague(func(c Colleagues) (err error) { result, err = c.Ask(api.ctx, method, args, act); return err })
	return result, err
}

// ColleagueNews waits a while until something has changed in the colleague's class after a moment that an earlier call
// returned, 0 at first.
func (api *API) ColleagueNews(since int64) (news ColleagueNews, err error) {
	err = api.asColleague(func(c Colleagues) error { news = c.News(api.ctx, since); return nil })
	return news, err
}

// LeaveColleague ends this app's part in a colleague's class.
func (api *API) LeaveColleague() error {
	return api.asColleague(func(c Colleagues) error { c.Leave(api.ctx); return nil })
}

// asColleague does something with the classes of others, if whoever asks may.
func (api *API) asColleague(do func(Colleagues) error) error {
	if api.face.Colleagues == nil {
		return classroom.Errorf(classroom.CodeUnavailable, "A colleague's class cannot be opened here, for this page is not the teacher's own.")
	}
	return do(api.face.Colleagues)
}
