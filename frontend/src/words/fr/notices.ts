/** What the app warns of, in French, by the notice's code; {name} stands for the value of that name. */
const notices: Partial<Record<string, string>> = {
  service_failed:
    'Une partie de l’application n’a pas démarré ({service})\u00a0: le reste fonctionne. Relancez l’application. Si cela n’y change rien, copiez le diagnostic depuis le menu pour qui vous aide.',
  port_taken:
    'Le port habituel est pris par un autre programme\u00a0: les notebooks doivent utiliser {address}. Copiez de nouveau la première cellule, ou fermez l’autre programme et relancez l’application.',
  loopback:
    'Seuls les notebooks de cet ordinateur joignent l’application, car elle a été lancée avec --listen {listen}.',
  no_network:
    'Cet ordinateur n’est sur aucun réseau que la salle pourrait partager\u00a0: rejoignez-en un, sinon seuls les notebooks de cet ordinateur joignent l’application.',
  mdns_off:
    'Cet ordinateur ne laisse pas l’application s’annoncer\u00a0: les notebooks la joignent quand même par son adresse.',
  mdns_port_kept:
    'Un autre programme garde le port UDP 5353 pour lui seul, et l’application ne peut pas s’annoncer\u00a0: les notebooks la joignent quand même par son adresse.',
  mdns_names_taken:
    'Quelque chose sur ce réseau répond à tous les noms que l’application pourrait prendre\u00a0: les notebooks la joignent quand même par son adresse.',
  renamed:
    'L’application d’un autre enseignant porte déjà votre nom sur ce réseau\u00a0: les notebooks trouvent celle-ci sous {host}. Si votre première cellule contient le nom, copiez-la de nouveau.',
  silent:
    '{gone} notebooks sur {before} se sont tus d’un coup\u00a0: c’est le réseau qui est parti, pas les étudiants. Ce qu’ils envoient est gardé et arrivera à son retour.',
  interface_gone:
    'L’application n’écoute que sur {interface}, qui n’est pas connectée\u00a0: rebranchez-la, ou choisissez-en une autre dans le diagnostic du réseau.',
  not_listening:
    'Cet ordinateur ne laisse pas l’application écouter à l’adresse {address}\u00a0: relancez l’application, ou choisissez une autre interface dans le diagnostic du réseau.',
  address_taken:
    'Un autre programme occupe {address}, où les notebooks devraient joindre l’application\u00a0: fermez ce programme, ou choisissez une autre interface dans le diagnostic du réseau.',
}

export default notices
