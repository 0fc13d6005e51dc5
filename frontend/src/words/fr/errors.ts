/**
 * What the app refuses, in French, by the app's own English: its formats, in which {0}, {1} … stand for the
 * values in their order, and the phrases that come as values. What only notebooks are told is not here.
 */
const errors: Partial<Record<string, string>> = {
  'Something went wrong inside the app; the log says more.':
    'Une erreur s’est produite dans l’application\u00a0; le journal en dit plus.',
  'The app does not answer.': 'L’application ne répond pas.',
  'The clipboard refused the text.': 'Le presse-papiers a refusé le texte.',

  '%s holds a line break or an invisible control character; write it without':
    '{0} contient un retour à la ligne ou un caractère de contrôle invisible\u00a0; écrivez-le sans.',
  '%s is empty': '{0} est vide.',
  '%s is longer than %d characters': '{0} dépasse {1} caractères.',
  'The user name': 'Le nom d’utilisateur',
  "The session's name": 'Le nom de la séance',
  "The part's name": 'Le nom de la partie',
  'The description is longer than %d characters: shorten it.':
    'La description dépasse {0} caractères\u00a0: raccourcissez-la.',

  'The message is empty: write a text or some code.':
    'Le message est vide\u00a0: écrivez un texte ou du code.',
  "The message's %s is longer than %d characters: shorten it.":
    'Message trop long (champ\u00a0: {0}), {1} caractères au plus\u00a0: raccourcissez-le.',
  title: 'titre',
  text: 'texte',
  code: 'code',

  '%d pictures were asked for; %d at once are the most.':
    '{0} images ont été demandées\u00a0; {1} à la fois au plus.',
  'This export was fetched before: export again.':
    'Cet export a déjà été récupéré\u00a0: exportez de nouveau.',
  'A student cannot be merged into itself: choose another.':
    'Un étudiant ne peut pas être fusionné avec lui-même\u00a0: choisissez-en un autre.',
  'Only students of one session can be merged.':
    'Seuls des étudiants d’une même séance peuvent être fusionnés.',
  'A student who counts for another already must be taken out of there first.':
    'Un étudiant qui compte déjà pour un autre doit d’abord en être séparé.',
  'It is too late to take this back: it was deleted.': 'Il est trop tard pour annuler\u00a0: c’est supprimé.',

  '%q is no format: write csv or zip.': '«\u00a0{0}\u00a0» n’est pas un format\u00a0: csv ou zip.',

  'This %s is gone: it was deleted or renamed.':
    'Cet élément n’existe plus ({0})\u00a0: il a été supprimé ou renommé.',
  'This %s is gone: it was deleted.': 'Cet élément n’existe plus ({0})\u00a0: il a été supprimé.',
  session: 'séance',
  part: 'partie',
  record: 'réponse',
  student: 'étudiant',
  teacher: 'enseignant',
  owner: 'enseignant',
  'Another open session is called %s: close it first, or choose another name.':
    'Une autre séance ouverte s’appelle {0}\u00a0: fermez-la d’abord, ou choisissez un autre nom.',
  'The part %s has %d records: only an empty part can be deleted.':
    'La partie {0} a des réponses ({1})\u00a0: seule une partie vide peut être supprimée.',
  'The part %s has records whose deletion can still be taken back: wait a moment.':
    'La partie {0} a des réponses dont la suppression peut encore être annulée\u00a0: attendez un instant.',
  'The part `%s` keeps its name: notebooks that name no part send to it.':
    'La partie «\u00a0{0}\u00a0» garde son nom\u00a0: les notebooks qui ne nomment aucune partie y envoient.',
  'The part `%s` stays: notebooks that name no part send to it.':
    'La partie «\u00a0{0}\u00a0» reste\u00a0: les notebooks qui ne nomment aucune partie y envoient.',
  'The session has %d parts, which is the most it takes.': 'La séance a {0} parties, c’est le maximum.',
  'The session has a part called %s: choose another name.':
    'La séance a déjà une partie nommée {0}\u00a0: choisissez un autre nom.',
  'There is another teacher called %s: choose another name.':
    'Un autre enseignant s’appelle {0}\u00a0: choisissez un autre nom.',

  'The page for a second screen cannot be served: %v.':
    'La page pour un second écran ne peut pas être servie\u00a0: {0}.',
  'The projector shows the current session only.': 'Le projecteur ne montre que la séance en cours.',

  'The app was too busy to store it in time: send again.':
    'L’application était trop occupée pour l’enregistrer à temps\u00a0: réessayez.',
  'Another program holds the data file: close it, then send again.':
    'Un autre programme occupe le fichier de données\u00a0: fermez-le, puis réessayez.',
  'The data file cannot be written: check the permissions of its folder, then send again.':
    'Le fichier de données ne peut pas être écrit\u00a0: vérifiez les droits de son dossier, puis réessayez.',
  'The data file is damaged: close the app and put a backup in its place.':
    'Le fichier de données est endommagé\u00a0: fermez l’application et remplacez-le par une sauvegarde.',
  'The disk cannot be read or written: check it, then send again.':
    'Le disque ne peut être ni lu ni écrit\u00a0: vérifiez-le, puis réessayez.',
  'The disk is full: free some space, then send again.':
    'Le disque est plein\u00a0: libérez de la place, puis réessayez.',
  'The machine is out of memory: close something, then send again.':
    'L’ordinateur manque de mémoire\u00a0: fermez un programme, puis réessayez.',
  'The app is closing: send again when it is back.': 'L’application se ferme\u00a0: réessayez à son retour.',

  '%d answers are the most that can be expected.': '{0} réponses attendues, c’est le maximum.',
  '%q is no kind of rule.': '{0} n’est pas une règle.',
  '%q is no verdict.': '{0} n’est pas un verdict.',
  "A question's place is a number from 1 to %d.": 'La place d’une question est un nombre de 1 à {0}.',
  'A relative tolerance is less than 1: 0.01 is one percent.':
    'Une tolérance relative est inférieure à 1\u00a0: 0,01 vaut un pour cent.',
  'A tolerance is a number from 0 on.': 'Une tolérance est un nombre positif ou nul.',
  'Choose between 1 and %d minutes.': 'Choisissez entre 1 et {0} minutes.',
  'Choose between 1 and 100 questions.': 'Choisissez entre 1 et 100 questions.',
  'Choose between 2 and 1000 attempts.': 'Choisissez entre 2 et 1000 essais.',
  'The expected answer is longer than %d characters: shorten it.':
    'La réponse attendue dépasse {0} caractères\u00a0: raccourcissez-la.',
  'The message is for nobody: choose at least one student.':
    'Le message ne s’adresse à personne\u00a0: choisissez au moins un étudiant.',
  'The pattern is longer than %d characters: shorten it.':
    'Le motif dépasse {0} caractères\u00a0: raccourcissez-le.',
  'The pattern is no regular expression: %s.': 'Le motif n’est pas une expression rationnelle\u00a0: {0}.',
  'These students are gone: they were deleted or merged.':
    'Ces étudiants ont disparu\u00a0: ils ont été supprimés ou fusionnés.',
  'This group is gone: its answers were sent again or deleted.':
    'Ce groupe a disparu\u00a0: ses réponses ont été renvoyées ou supprimées.',
  '%d questions are the most that are set at once.': 'On ne peut régler plus de {0} questions à la fois.',
  'The file cannot be read: %v': 'Le fichier ne peut pas être lu\u00a0: {0}',
  'The notebook has more than %d cells.': 'Le notebook a plus de {0} cellules.',
  'The notebook is larger than %d MB: clear its outputs, save it and choose it again.':
    'Le notebook dépasse {0} Mo\u00a0: effacez ses sorties, enregistrez-le et choisissez-le de nouveau.',
  'The notebook is of format %d: open it in Jupyter, save it as format 4 and choose it again.':
    'Le notebook est au format {0}\u00a0: ouvrez-le dans Jupyter, enregistrez-le au format 4 et choisissez-le de nouveau.',
  'The notebook sends more than %d questions.': 'Le notebook envoie plus de {0} questions.',
  'This file is no Jupyter notebook: choose one that ends with .ipynb.':
    'Ce fichier n’est pas un notebook Jupyter\u00a0: choisissez-en un qui se termine par .ipynb.',
  'Which question?': 'Quelle question\u00a0?',
  'Write the expected answer.': 'Écrivez la réponse attendue.',
  'Write the pattern.': 'Écrivez le motif.',
  'The app was started with --listen %s: start it without, to choose an interface.':
    'L’application a été lancée avec --listen {0}\u00a0: lancez-la sans cette option pour choisir une interface.',
  'There is no interface %s on this computer any more.': 'Cet ordinateur n’a plus d’interface {0}.',
  'The label': 'L’étiquette',
  'The title': 'Le titre',
  "The question's label": 'Le nom de la question',
}

export default errors
