/** What the app warns of, in French, by the notice's code; {name} stands for the value of that name. */
const notices: Partial<Record<string, string>> = {
  port_taken:
    'Le port habituel est pris par un autre programme\u00a0: les notebooks doivent utiliser {address}. Copiez de nouveau la première cellule, ou fermez l’autre programme et relancez l’application.',
  loopback:
    'Seuls les notebooks de cet ordinateur joignent l’application, car elle a été lancée avec --listen {listen}.',
  no_network:
    'Cet ordinateur n’est sur aucun réseau que la salle pourrait partager\u00a0: rejoignez-en un, sinon seuls les notebooks de cet ordinateur joignent l’application.',
  mdns_off:
    'L’application ne peut pas s’annoncer ({reason})\u00a0: les notebooks la joignent quand même par son adresse.',
  renamed:
    'L’application d’un autre enseignant porte déjà votre nom sur ce réseau\u00a0: les notebooks trouvent celle-ci sous {host}. Si votre première cellule contient le nom, copiez-la de nouveau.',
  silent:
    '{gone} notebooks sur {before} se sont tus d’un coup\u00a0: c’est le réseau qui est parti, pas les étudiants. Ce qu’ils envoient est gardé et arrivera à son retour.',
  interface_gone:
    'L’application n’écoute que sur {interface}, qui n’est pas connectée\u00a0: rebranchez-la, ou choisissez-en une autre dans le diagnostic du réseau.',
  not_listening:
    'L’application ne peut pas écouter où elle le doit ({reason})\u00a0: fermez l’autre programme, ou relancez l’application.',
}

export default notices
