import type english from '../en/message'

const words: typeof english = {
  toAll: 'Message à tous les notebooks',
  text: 'Texte',
  textHint:
    'Affiché sous la dernière cellule exécutée par l’étudiant. C’est du texte\u00a0: rien n’y est exécuté.',
  title: 'Titre',
  code: 'Code à copier',
  optional: 'Facultatif.',
  sendToAll: 'Envoyer à tous',
  send: 'Envoyer',
  sentToNotebooks_one: 'Envoyé à {{count}} notebook\u00a0; ceux qui arrivent plus tard le recevront aussi.',
  sentToNotebooks_other:
    'Envoyé à {{count}} notebooks\u00a0; ceux qui arrivent plus tard le recevront aussi.',
  sentToStudents_one: 'Envoyé à {{count}} étudiant seulement.',
  sentToStudents_other: 'Envoyé à {{count}} étudiants seulement.',
}

export default words
