package ingest

import "golang.org/x/text/language"

// pageText are the words of the students' page.
type pageText struct {
	Title, Of                       string // Of has a %s for the owner
	Lost, LostNote                  string
	Reached, None, Fetched          string
	Connected, ConnectedNote        string
	Paste, Copy, Copied, CopyFailed string
	Take                            string
	Nothing, NothingNote            string
	Foot                            string
}

var english = pageText{
	Title:         "Take your notebook",
	Of:            "The lab of %s",
	Lost:          "Not connected",
	LostNote:      "Your teacher's computer does not answer. Are you still on the network of the room? This page tries again by itself.",
	Reached:       "This device gets through to your teacher",
	None:          "No notebook on this device has come yet: run the first cell.",
	Fetched:       "A notebook on this device got the code, and does not listen now. If yours is open, run its first cell again.",
	Connected:     "Connected",
	ConnectedNote: "A notebook on this device is connected.",
	Paste:         "Put these four lines into the first cell of your notebook, and run it.",
	Copy:          "Copy the four lines",
	Copied:        "Copied",
	CopyFailed:    "Please copy them yourself",
	Take:          "Take a notebook with them in it",
	Nothing:       "No lab is open here now",
	NothingNote:   "It shows here as soon as your teacher opens one.",
	Foot:          "This page keeps itself up to date. What you send goes to your teacher's computer, and nowhere else.",
}

var french = pageText{
	Title:         "Prenez votre notebook",
	Of:            "La séance de %s",
	Lost:          "Non connecté",
	LostNote:      "L'ordinateur de votre enseignant ne répond pas. Êtes-vous toujours sur le réseau de la salle\u00a0? Cette page réessaie toute seule.",
	Reached:       "Cet appareil atteint votre enseignant",
	None:          "Aucun notebook de cet appareil ne s'est encore connecté\u00a0: exécutez la première cellule.",
	Fetched:       "Un notebook de cet appareil a reçu le code, mais n'est plus à l'écoute. Si le vôtre est ouvert, exécutez de nouveau sa première cellule.",
	Connected:     "Connecté",
	ConnectedNote: "Un notebook de cet appareil est connecté.",
	Paste:         "Mettez ces quatre lignes dans la première cellule de votre notebook, puis exécutez-la.",
	Copy:          "Copier les quatre lignes",
	Copied:        "Copié",
	CopyFailed:    "Copiez-les vous-même, s'il vous plaît",
	Take:          "Prendre un notebook qui les contient",
	Nothing:       "Aucune séance n'est ouverte ici",
	NothingNote:   "Elle apparaîtra ici dès que votre enseignant en ouvrira une.",
	Foot:          "Cette page se met à jour toute seule. Ce que vous envoyez va à l'ordinateur de votre enseignant, et nulle part ailleurs.",
}

// pageLanguages are those that the page knows; the first is for all others.
var pageLanguages = language.NewMatcher([]language.Tag{language.English, language.French})

// pageLanguage returns the one of pageLanguages that a browser likes best, by its Accept-Language.
func pageLanguage(accepted string) language.Tag {
	_, index := language.MatchStrings(pageLanguages, accepted)
	return []language.Tag{language.English, language.French}[index]
}

func pageTextIn(tag language.Tag) pageText {
	if tag == language.French {
		return french
	}
	return english
}
