import type english from '../en/join'

const words: typeof english = {
  title: 'Comment se connecter',
  sessionOf: '{session} de {owner}',
  open: 'Ouvrez ceci dans un navigateur, puis prenez votre notebook',
  byName: 'ou, si votre ordinateur connaît les noms\u00a0:',
  elsewhere: 'ou, sur un autre réseau\u00a0:',
  qr: 'QR code de {{address}}',
  paste: 'Ou collez ces quatre lignes dans la première cellule de votre notebook, et exécutez-la',
  closed: 'La séance est fermée\u00a0: les notebooks sont refusés tant qu’elle n’est pas ouverte.',
  openIt: 'L’ouvrir',
  noSession:
    'Il n’y a pas encore de séance où envoyer. Quittez avec {esc}, puis créez-en une avec {n} ou choisissez-en une avec {s}.',
  connected_one: 'notebook connecté',
  connected_other: 'notebooks connectés',
  sameNetwork: 'Utilisez le même réseau que cet écran',
  disconnected: 'L’application ne répond pas\u00a0: ceci date de {{time}}',
  listed: 'Sur la page des étudiants',
  listedNote:
    'Tant qu’elle est ouverte, qui ouvre l’adresse de cet ordinateur dans un navigateur l’y voit avec sa première cellule.',
}

export default words
