import type english from '../en/catalogue'

const words: typeof english = {
  title: 'Questions\u00a0: ordre et titres',
  hint: 'Faites glisser une question, ou placez-vous dessus et appuyez sur Alt ↑ ou Alt ↓.',
  empty:
    'Aucune question n’est encore connue. Ajoutez-en une, ou prenez-les toutes dans le notebook de la séance.',
  noTitle: 'Donner un titre',
  notSentYet: 'pas encore envoyée',
  titleOf: 'Titre de la question {{label}}',
  titled: 'La question {{label}} s’appelle «\u00a0{{title}}\u00a0».',
  untitled: 'La question {{label}} n’a pas de titre.',
  moveUp: 'Monter la question {{label}}',
  moveDown: 'Descendre la question {{label}}',
  moved: 'La question {{label}} est maintenant à la place {{place}} sur {{of}}.',
  remove: 'Retirer la question {{label}}\u00a0: personne ne l’a envoyée',
  add: 'Ajouter une question que personne n’a encore envoyée',
  newLabel: 'Numéro',
  natural: 'Ordre naturel',
  fromNotebook: 'Titres depuis un notebook…',
  didOrder: 'L’ordre des questions est modifié.',
  didNatural: 'Les questions sont dans leur ordre naturel.',
  didAdd: 'La question {{label}} est ajoutée.',
  didRemove: 'La question {{label}} est retirée.',
  didNotebook_one: '{{count}} question est reprise de {{name}}.',
  didNotebook_other: '{{count}} questions sont reprises de {{name}}.',
  found_one: '{{name}} envoie {{count}} question. Son titre est l’intertitre le plus proche au-dessus\u00a0:',
  found_other:
    '{{name}} envoie {{count}} questions, dans cet ordre. Les titres sont les intertitres les plus proches au-dessus\u00a0:',
  foundLabel: 'Questions du notebook',
  noHeading: 'pas d’intertitre au-dessus',
  isNew: 'nouvelle',
  apply: 'Reprendre titres et ordre',
  allThere: 'Tout y est déjà',
  noSend: 'Aucun send() avec une question dans {{name}}.',
  noSendHint: 'Sont cherchés les appels comme send(x, 3), même en commentaire ou encore à compléter.',
}

export default words
