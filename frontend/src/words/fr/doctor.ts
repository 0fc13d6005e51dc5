import type english from '../en/doctor'

const words: typeof english = {
  title: 'Diagnostic du réseau',
  settings: 'Réglages',
  looking: 'Examen en cours… cela prend quelques secondes',
  looked: 'examiné {{when}}, et de nouveau dès qu’une adresse change',
  lookAgain: 'Examiner de nouveau',
  sheet: 'Fiche pour le service informatique',
  findings: 'Constats',
  thisComputer: 'Cet ordinateur',
  level: { wrong: 'Problème', warning: 'Avertissement', note: 'Remarque', ok: 'En ordre' },
  topic: {
    network: 'Réseau',
    firewall: 'Pare-feu',
    port: 'Port',
    name: 'Nom',
    vpn: 'VPN',
    proxy: 'Proxy',
    clock: 'Horloge',
    strangers: 'Vus, jamais entendus',
    notebooks: 'Notebooks',
  },
  verdict: {
    none: 'Les notebooks ne peuvent pas joindre cet ordinateur',
    someNot: 'Certains notebooks ne peuvent pas joindre cet ordinateur',
    doubt: 'Certains notebooks risquent de ne pas arriver',
    fine: 'Rien sur cet ordinateur n’arrête les notebooks',
  },
  path: {
    label: 'Le chemin d’une réponse vers cet ordinateur',
    connected_zero: 'aucun connecté',
    connected_one: 'un connecté',
    connected_other: '{{count}} connectés',
    port: 'Port {{port}}',
    session: 'Séance',
    open: 'ouverte',
    closed: 'pas ouverte',
    ok: 'les laisse passer',
    note: 'voir ci-dessous',
    warning: 'peut les retenir',
    wrong: 'les arrête ici',
    unknown: 'illisible',
  },
  troubles_one: 'Un point à régler.',
  troubles_other: '{{count}} points à régler, le plus grave d’abord.',
  connected_zero: 'Aucun notebook n’est connecté.',
  connected_one: 'Un notebook est connecté.',
  connected_other: '{{count}} notebooks sont connectés.',
  addresses: 'Adresses de cet ordinateur',
  used: 'utilisées\u00a0: {{used}}, écartées\u00a0: {{left}}',
  allUsed: 'utilisées\u00a0: {{used}}',
  role: {
    first: 'dans la première cellule et à l’écran de connexion',
    used: 'donnée aussi aux notebooks',
    lan: 'un réseau, mais non donné aux notebooks',
    container: 'conteneurs\u00a0: les étudiants ne les joignent pas',
    machine: 'machines virtuelles\u00a0: les étudiants ne les joignent pas',
    tunnel: 'VPN\u00a0: les étudiants n’y sont pas',
    loopback: 'cet ordinateur seul',
    down: 'éteinte, ou non connectée',
    mute: 'sans multicast\u00a0: écartée',
  },
  listenOn: 'Écouter sur',
  listenOnNote:
    'Là où les notebooks joignent l’application. Le changement vaut aussitôt\u00a0: le port reste, et les connexions des autres interfaces prennent fin.',
  everyInterface: 'toute interface réelle',
  onlyInterface: '{{name}} seule',
  noAddress: 'sans adresse en ce moment',
  fixedByCommand: 'L’application a été lancée avec --listen, qui en décide.',
  lastResort: 'Si rien n’y fait',
  resortHotspot:
    'Un partage de connexion depuis cet ordinateur\u00a0: les étudiants s’y connectent, aucun autre réseau n’est nécessaire.',
  resortCell:
    'La première cellule autonome\u00a0: elle s’exécute sans réseau. Ce que les étudiants envoient est gardé sur leur ordinateur et arrive dès qu’il vous trouve, aujourd’hui ou demain.',
  resortSheet: 'La fiche pour le service informatique dit en une page ce qu’il faut autoriser.',
  page: {
    title: 'Ce dont Notebook Progress Tracker a besoin sur le réseau',
    print: 'Imprimer',
    back: 'Diagnostic du réseau',
    intro:
      'Pendant une séance, les notebooks des étudiants envoient leurs réponses à l’ordinateur de leur enseignant, à l’intérieur du réseau de la salle. Rien ne part sur Internet.',
    needed: 'Ce qu’il faut',
    needReach:
      'Les ordinateurs des étudiants peuvent ouvrir des connexions TCP vers l’ordinateur de l’enseignant, port {{port}}. C’est du HTTP simple\u00a0; chaque notebook garde une connexion ouverte.',
    needApart:
      'Le réseau n’isole pas ces ordinateurs\u00a0: ni isolation des clients, ni isolation du point d’accès, ni VLAN privé entre étudiants et enseignant, au moins pour ce port.',
    needFirewall:
      'Le pare-feu de l’ordinateur de l’enseignant laisse entrer le port TCP {{port}} depuis ce réseau.',
    needProxy: 'Pas de proxy entre eux\u00a0: les adresses ci-dessus sont locales.',
    helps: 'Ce qui aide, et peut manquer',
    helpsName:
      'Le DNS multicast dans le réseau\u00a0: port UDP 5353 vers 224.0.0.251 et ff02::fb. Les notebooks y trouvent {{name}} (service _npt._tcp) quand l’adresse a changé. Sans lui, ils utilisent l’adresse.',
    helpsAddress:
      'Une adresse que l’ordinateur de l’enseignant garde le temps d’une séance (un bail DHCP de quelques heures).',
    notNeeded: 'Ce qu’il ne faut pas',
    notInternet: 'Accès à Internet, compte, entrée DNS, certificat, serveur de l’établissement.',
    notPorts:
      'Autres ports, connexions depuis d’autres réseaux, ou connexions vers les ordinateurs des étudiants.',
    notRights: 'Droits d’administrateur sur les ordinateurs des étudiants.',
    passes: 'Ce qui y circule',
    passesWhat:
      'Le nom que tape l’étudiant, et les réponses aux questions de la séance\u00a0: au plus 8 Mo chacune, le plus souvent quelques centaines d’octets. Elles restent dans un fichier sur l’ordinateur de l’enseignant.',
    passesSafe:
      'L’application ne balaie jamais le réseau. Elle s’annonce par DNS multicast, répond à qui l’interroge, et limite le débit, la taille et le nombre des requêtes.',
    check: 'Comment vérifier',
    checkText:
      'Sur l’ordinateur d’un étudiant, cette adresse ouvre une page dans un navigateur, et la commande répond avec "app":"npt"\u00a0:',
    computer: 'L’ordinateur de l’enseignant aujourd’hui',
    interface: 'Interface',
    address: 'Adresse',
    name: 'Nom',
    owner: 'Enseignant',
    program: 'Programme',
    noNetwork: 'sur aucun réseau en ce moment',
  },
}

export default words
