import type english from '../en/settings'

const words: typeof english = {
  title: 'Réglages',
  owner: {
    title: 'Votre nom d’utilisateur',
    note: 'Il est dans les notebooks, sous session_owner. Vos séances suivent quand vous le changez\u00a0; les notebooks qui portent l’ancien nom sont refusés jusqu’à ce qu’ils aient la nouvelle première cellule.',
    change: 'Modifier',
    changed: 'Vous êtes maintenant {owner}. Donnez la nouvelle première cellule aux notebooks.',
  },
  names: {
    title: 'Noms des étudiants',
    note: 'Masqués, les étudiants sont des numéros partout, même après un redémarrage. La projection ne montre jamais les noms.',
    label: 'Masquer les noms',
  },
  language: {
    title: 'Langue',
    note: 'Celle de cette application\u00a0; les notebooks et ce qu’ont écrit les étudiants restent tels quels. La barre de menus suit au prochain démarrage.',
    system: 'Comme le système',
    en: 'English',
    fr: 'Français',
  },
  theme: {
    title: 'Thème',
    auto: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
  },
  size: {
    title: 'Taille du texte',
    note: 'Plus grand, pour un écran que la salle regarde.',
    percent: '{{size}}\u00a0%',
  },
  network: {
    title: 'Réseau',
    note: 'Les notebooks peuvent-ils joindre cet ordinateur, et sinon pourquoi, et que faire\u00a0?',
    doctor: 'Consulter le diagnostic du réseau',
  },
}

export default words
