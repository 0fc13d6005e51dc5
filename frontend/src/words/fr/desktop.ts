import type english from '../en/desktop'

const words: typeof english = {
  about: {
    title: 'À propos de Notebook Progress Tracker',
    promise: 'Tout se trouve dans le dossier des données, sur cet ordinateur seulement.',
    version: 'Version',
    data: 'Dossier des données',
    log: 'Dossier du journal',
    port: 'Port',
    address: 'Adresse',
    name: 'Nom',
    copy: 'Copier\u00a0: {{what}}',
    notices: 'Licences des composants',
    noNotices: 'Les licences ne font pas partie de cette version. Les paquets les contiennent.',
  },
  awake: {
    title: 'Garder l’ordinateur en éveil',
    note: 'Tant qu’une séance est ouverte, pour que les notebooks trouvent cet ordinateur.',
    label: 'Empêcher la mise en veille tant qu’une séance est ouverte',
    held: 'En éveil en ce moment, par {{by}}',
    notNow: 'Inutile pour l’instant',
    problem: 'Le système refuse, cet ordinateur peut donc se mettre en veille\u00a0: {{problem}}',
    mark: 'Cet ordinateur reste en éveil tant qu’une séance est ouverte',
  },
  broken: 'La fenêtre n’a pas pu être dessinée. Les réponses sont enregistrées malgré tout.',
  crash: {
    title: 'L’application s’est arrêtée sur une erreur',
    text: 'C’était le {{time}}. Aucune réponse confirmée n’est perdue. La trace de l’erreur peut aider à la corriger\u00a0; elle ne nomme aucun étudiant.',
    show: 'Afficher la trace',
    copy: 'Tout copier',
    forget: 'Ne plus afficher',
  },
  diagnostics: {
    copy: 'Copier le diagnostic',
    copied: 'Copié\u00a0: version, système, réseau et fin du journal. Aucun étudiant n’est nommé.',
  },
  leave: {
    title_one: 'Une séance est ouverte',
    title_other: '{{count}} séances sont ouvertes',
    text_one:
      'Laissée ouverte, elle reprend au prochain démarrage\u00a0: les notebooks gardent ce qu’ils ne peuvent pas envoyer et le livrent alors. Fermée, elle n’accepte plus de réponses.',
    text_other:
      'Laissées ouvertes, elles reprennent au prochain démarrage\u00a0: les notebooks gardent ce qu’ils ne peuvent pas envoyer et le livrent alors. Fermées, elles n’acceptent plus de réponses.',
    remember: 'Faire ainsi chaque fois\u00a0; modifiable dans les réglages',
    stay: 'Ne pas quitter',
    close_one: 'Fermer la séance et quitter',
    close_other: 'Les fermer et quitter',
    keep_one: 'La laisser ouverte et quitter',
    keep_other: 'Les laisser ouvertes et quitter',
    setting: 'Séances ouvertes à la fermeture de la fenêtre',
    settingNote: 'Une séance qui reste ouverte reprend au prochain démarrage.',
    ask: 'Demander',
    keepShort: 'Restent ouvertes',
    closeShort: 'Sont fermées',
  },
}

export default words
