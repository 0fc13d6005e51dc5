import type english from '../en/keys'

const words: typeof english = {
  title: 'Touches',
  note: 'Les lettres sont celles qui sont imprimées, quel que soit le clavier. Les touches simples agissent hors des champs de texte.',
  groups: {
    everywhere: 'Partout',
    lists: 'Listes',
    sessions: 'Séances',
    records: 'Réponses',
    student: 'Parcours d’un étudiant',
    question: 'Page d’une question',
    dashboard: 'Tableau de bord',
    projector: 'Projection',
  },
  does: {
    find: 'Chercher ou faire',
    tabs: 'Index, Séances, Réponses, Tableau de bord, Réglages',
    switchSession: 'Changer de séance',
    newSession: 'Nouvelle séance',
    copyCell: 'Copier la première cellule',
    hideNames: 'Masquer ou montrer les noms des étudiants',
    message: 'Message à tous les notebooks',
    join: 'Montrer comment se connecter, pour la projection',
    undo: 'Annuler la dernière action',
    sheet: 'Cette feuille',
    letGo: 'Relâcher, un pas par pression',
    move: 'Se déplacer',
    open: 'Ouvrir',
    text: 'Chercher par texte',
    toTop: 'Vers le haut de la liste',
    makeCurrent: 'Faire de la séance choisie la séance en cours',
    toggleSession: 'Ouvrir ou fermer la séance choisie',
    duplicate: 'Dupliquer la séance choisie',
    deleteSession: 'Supprimer la séance choisie',
  },
}

export default words
