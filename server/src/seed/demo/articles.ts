/** An article of the knowledge base as it stood before the week began. */
export interface ArticlePlan {
  /** How tickets name it. */
  key: string;
  application: string;
  language?: "en";
  title: string;
  symptom: string;
  cause?: string;
  solution: string;
  /** A draft that nobody has reviewed yet. */
  toReview?: boolean;
}

export const ARTICLES: ArticlePlan[] = [
  {
    key: "session-mot-de-passe",
    application: "POSTE",
    title: "Débloquer une session après un mot de passe expiré ou oublié",
    symptom: "Au démarrage, Windows répond que le mot de passe a expiré ou que le compte est verrouillé.",
    cause: "Le mot de passe change tous les six mois ; cinq essais manqués verrouillent le compte pour trente minutes.",
    solution:
      "1. Vérifier l’identité de l’agent : matricule et nom du responsable.\n2. Déverrouiller le compte dans l’annuaire.\n3. Donner un mot de passe provisoire avec changement à la première connexion.\n4. Faire redémarrer le téléphone professionnel, sinon l’ancien mot de passe enregistré verrouille de nouveau le compte.",
  },
  {
    key: "session-password",
    application: "POSTE",
    language: "en",
    title: "Unlock a session after an expired or forgotten password",
    symptom: "At start-up Windows says that the password has expired or that the account is locked.",
    cause: "Passwords expire after six months; five failed attempts lock the account for thirty minutes.",
    solution:
      "1. Check who is calling: staff number and line manager.\n2. Unlock the account in the directory.\n3. Give a temporary password, to be changed at first sign-in.\n4. Have the work phone restarted: the old password stored there would lock the account again.",
  },
  {
    key: "station-accueil",
    application: "POSTE",
    title: "Les écrans restent noirs sur la station d’accueil",
    symptom:
      "Le portable fonctionne seul, mais les deux écrans externes affichent « Aucun signal » une fois sur la station.",
    cause: "Le micrologiciel de la station perd la négociation vidéo après une mise en veille.",
    solution:
      "Débrancher l’alimentation de la station trente secondes, la rebrancher, puis y remettre le portable capot ouvert. Si les écrans restent noirs, installer la mise à jour « Station 1.0.9 » depuis le catalogue logiciel.",
  },
  {
    key: "poste-lent",
    application: "POSTE",
    title: "Poste très lent après les mises à jour du mardi",
    symptom: "Le poste met plus de dix minutes à ouvrir la session et le ventilateur tourne en permanence.",
    cause: "L’indexation et l’antivirus reprennent le disque entier après la mise à jour mensuelle.",
    solution:
      "Laisser le poste branché et allumé pendant la pause méridienne : l’indexation dure une heure environ. Si la lenteur persiste le lendemain, relancer l’analyse antivirus en dehors des heures de travail.",
  },
  {
    key: "logiciel-catalogue",
    application: "POSTE",
    title: "Installer un logiciel du catalogue sans droits d’administration",
    symptom: "L’installation d’un logiciel demande un compte d’administrateur.",
    solution:
      "Ouvrir « Catalogue logiciel » dans le menu Démarrer, choisir le logiciel puis « Installer ». Un logiciel absent du catalogue se demande par une demande de service, avec l’accord du responsable.",
  },
  {
    key: "boite-fonctionnelle",
    application: "MESSAGERIE",
    title: "Ajouter une boîte fonctionnelle dans Outlook",
    symptom: "L’agent a reçu les droits sur une boîte fonctionnelle mais ne la voit pas.",
    cause: "L’ouverture automatique n’a lieu qu’au redémarrage d’Outlook, et seulement pour les droits complets.",
    solution:
      "Fermer puis rouvrir Outlook. Si la boîte n’apparaît pas : Fichier, Paramètres du compte, Modifier, Paramètres supplémentaires, Avancé, Ajouter, puis taper l’adresse de la boîte.",
  },
  {
    key: "quota-messagerie",
    application: "MESSAGERIE",
    title: "Boîte pleine : archiver plutôt qu’augmenter le quota",
    symptom: "L’envoi est refusé : « Votre boîte aux lettres a dépassé sa limite ».",
    solution:
      "Vider les éléments supprimés et les courriers indésirables, puis déplacer les messages de plus de deux ans dans l’archive en ligne (clic droit sur le dossier, « Archiver »). Le quota de 10 Go n’est relevé que sur décision du chef de service.",
  },
  {
    key: "agenda-delegation",
    application: "MESSAGERIE",
    title: "Partager son agenda avec son secrétariat",
    symptom: "Le secrétariat voit « Occupé » sans le détail des rendez-vous.",
    solution:
      "Dans Outlook : Agenda, Partager, Délégation d’accès, ajouter la personne avec le rôle « Éditeur ». Les rendez-vous marqués « Privé » restent masqués.",
  },
  {
    key: "shared-mailbox",
    application: "MESSAGERIE",
    language: "en",
    title: "A shared mailbox does not appear in Outlook",
    symptom: "Access to a shared mailbox was granted, yet Outlook does not show it.",
    cause: "Outlook adds it by itself at start-up only, and only for full access.",
    solution:
      "Close and reopen Outlook. If the mailbox is still missing: File, Account settings, Change, More settings, Advanced, Add, and type its address.",
  },
  {
    key: "impression-badge",
    application: "IMPRESSION",
    title: "Associer un nouveau badge au compte d’impression",
    symptom: "Le multifonction répond « Badge inconnu » après un changement de badge.",
    solution:
      "Passer le badge sur le lecteur, choisir « Associer mon badge », puis taper l’identifiant et le mot de passe de session. L’association est immédiate sur tous les étages.",
  },
  {
    key: "impression-file",
    application: "IMPRESSION",
    title: "Les travaux restent dans la file et rien ne sort",
    symptom: "Le document est envoyé, la file le montre « En attente », le multifonction n’affiche aucun travail.",
    cause:
      "L’imprimante par défaut est une ancienne imprimante locale, ou le service d’impression du poste est arrêté.",
    solution:
      "Vérifier que l’imprimante par défaut est « Impression-Badge ». Sinon la choisir. Puis redémarrer le service « Spouleur d’impression » par le Centre logiciel, bouton « Réparer l’impression ».",
  },
  {
    key: "scan-courriel",
    application: "IMPRESSION",
    title: "La numérisation vers la messagerie n’arrive pas",
    symptom: "Le multifonction annonce l’envoi réussi, mais aucun message n’arrive.",
    cause: "Au-delà de 20 Mo la passerelle refuse le message sans prévenir.",
    solution:
      "Numériser en 300 points, noir et blanc, ou envoyer vers le dossier « Mes numérisations » du réseau. Au-delà de cinquante pages, découper le document.",
  },
  {
    key: "vpn-certificat",
    application: "VPN",
    title: "Le VPN refuse la connexion : certificat du poste expiré",
    symptom: "Le client affiche « Échec de l’authentification du poste » avant même de demander le code.",
    cause:
      "Le certificat du poste se renouvelle seul, mais seulement sur le réseau de l’agence ; un poste resté deux mois en télétravail le laisse expirer.",
    solution:
      "Brancher le poste sur le réseau d’un site et attendre dix minutes. À distance : ouvrir « Secours VPN » depuis le Centre logiciel, saisir le code donné par le centre d’appels (valable une heure), puis lancer « Renouveler le certificat ».",
  },
  {
    key: "vpn-certificate",
    application: "VPN",
    language: "en",
    title: "VPN refuses to connect: the computer’s certificate has expired",
    symptom: "The client says “Machine authentication failed” before it even asks for the code.",
    cause: "The certificate renews itself on the agency’s network only; two months of remote work let it expire.",
    solution:
      "Plug the computer into an office network and wait ten minutes. Remotely: open “VPN rescue” in the Software Centre, type the code given by the call centre (valid for one hour), then run “Renew certificate”.",
  },
  {
    key: "vpn-double-facteur",
    application: "VPN",
    title: "Réenrôler la double authentification après un changement de téléphone",
    symptom: "L’agent a un nouveau téléphone et ne reçoit plus le code de connexion.",
    solution:
      "Vérifier l’identité par rappel sur le numéro du responsable. Supprimer l’ancien appareil dans le portail des identités, puis envoyer à l’agent le lien d’enrôlement, valable vingt-quatre heures.",
  },
  {
    key: "vpn-lent",
    application: "VPN",
    title: "VPN lent à domicile : vérifier le wifi avant de chercher plus loin",
    symptom: "Les applications répondent en plusieurs secondes par le VPN, la visioconférence se coupe.",
    solution:
      "Faire mesurer le débit hors VPN. En dessous de 8 Mbit/s en réception, passer en filaire ou se rapprocher de la box. Au-delà, choisir la passerelle « Nantes » dans le client : celle de Paris est saturée entre 9 h et 10 h.",
  },
  {
    key: "wifi-agents",
    application: "RESEAU",
    title: "Se connecter au wifi des agents",
    symptom: "Le poste ou le téléphone professionnel ne se connecte qu’au wifi des visiteurs.",
    solution:
      "Oublier le réseau « Agence-Visiteurs », choisir « Agence », accepter le certificat « Autorité de l’Agence ». Les téléphones personnels n’ont droit qu’au wifi des visiteurs.",
  },
  {
    key: "partage-droits",
    application: "RESEAU",
    title: "Obtenir l’accès à un dossier partagé",
    symptom: "« Vous n’avez pas l’autorisation d’accéder à ce dossier. »",
    solution:
      "Le responsable du dossier (nommé dans le fichier LISEZ-MOI à sa racine) donne son accord par courriel. Ajouter ensuite l’agent au groupe du dossier ; l’accès s’ouvre à la session suivante.",
  },
  {
    key: "visio-son",
    application: "TELEPHONIE",
    title: "Salle de visioconférence : les participants distants n’entendent rien",
    symptom: "L’image passe, mais les participants distants n’entendent pas la salle.",
    cause: "La réunion précédente a laissé le microphone de table coupé.",
    solution:
      "Appuyer deux secondes sur le socle du microphone jusqu’au voyant vert. Si le voyant reste rouge, redémarrer le boîtier par le bouton au dos de l’écran.",
  },
  {
    key: "renvoi-telephone",
    application: "TELEPHONIE",
    title: "Renvoyer son poste téléphonique vers un mobile",
    symptom: "L’agent part en télétravail et veut recevoir ses appels.",
    solution:
      "Depuis le poste : *21* suivi du 0 et du numéro de mobile, puis #. Pour annuler : #21#. Le renvoi se règle aussi dans le portail téléphonique.",
  },
  {
    key: "sirha-conges",
    application: "SIRHA",
    title: "Une demande de congé reste « En attente de validation »",
    symptom: "La demande n’apparaît pas chez le responsable, ou celui-ci a changé de service.",
    cause: "Le responsable enregistré dans SIRHA est l’ancien : la mutation n’a pas été reportée.",
    solution:
      "Faire corriger le responsable par le gestionnaire RH de proximité (fiche de l’agent, onglet « Affectation »). Les demandes en attente suivent le nouveau responsable à minuit.",
  },
  {
    key: "sirha-badgeage",
    application: "SIRHA",
    title: "Régulariser un oubli de badgeage",
    symptom: "Il manque un passage : la journée compte zéro heure.",
    solution:
      "Temps de travail, Ma journée, « Régulariser », saisir l’heure manquante et le motif. Le responsable valide ; au-delà de trois oublis par mois, le gestionnaire RH est prévenu.",
  },
  {
    key: "fineo-engagement",
    application: "FINEO",
    title: "Engagement refusé : « Crédits indisponibles » alors que la ligne est abondée",
    symptom: "La validation d’un engagement échoue sur « Crédits indisponibles » après un virement de crédits du jour.",
    cause: "Les virements ne sont visibles qu’après le traitement de 13 h ou de 20 h.",
    solution:
      "Attendre le traitement suivant, puis revalider sans ressaisir. En cas d’urgence, le service du budget peut lancer le traitement à la demande.",
  },
  {
    key: "fineo-session",
    application: "FINEO",
    title: "Finéo : « Session déjà ouverte sur un autre poste »",
    symptom: "Après une coupure, Finéo refuse d’ouvrir la session.",
    solution:
      "Attendre quinze minutes, ou demander au centre d’appels de libérer la session (console Finéo, Sessions, « Libérer »). Une saisie non enregistrée est perdue.",
  },
  {
    key: "missions-frais",
    application: "MISSIONS",
    title: "État de frais rejeté : justificatif illisible",
    symptom: "L’état de frais revient avec « Pièce non conforme ».",
    solution:
      "Remplacer la pièce par un PDF de moins de 5 Mo, une pièce par dépense, montant et date lisibles. Puis « Soumettre de nouveau » : l’ordre de mission n’est pas à refaire.",
  },
  {
    key: "teledec-pj",
    application: "TELEDEC",
    title: "Pièce jointe refusée au dépôt d’un dossier",
    symptom: "L’usager reçoit « Format non accepté » pour un PDF pourtant valide.",
    cause: "Le contrôle refuse les PDF protégés par mot de passe et les noms de fichier de plus de 80 caractères.",
    solution:
      "Faire enregistrer le document sans protection, sous un nom court et sans accent, puis le déposer de nouveau. Le brouillon du dossier est conservé trente jours.",
  },
  {
    key: "teledec-compte",
    application: "TELEDEC",
    title: "L’usager n’a pas reçu le courriel d’activation de son compte",
    symptom: "Le compte d’usager est créé, mais le courriel d’activation n’arrive pas.",
    solution:
      "Vérifier l’adresse dans la console d’instruction, faire regarder les indésirables, puis « Renvoyer l’activation ». Le lien vaut quarante-huit heures.",
  },
  {
    key: "ged-droits",
    application: "GED",
    title: "GED : un dossier n’apparaît plus après un changement de service",
    symptom: "Les dossiers de l’ancien service ont disparu, ceux du nouveau ne s’affichent pas encore.",
    cause: "Les droits suivent l’annuaire, relu chaque nuit.",
    solution:
      "Attendre le lendemain de la mutation. Pour un besoin immédiat, l’administrateur fonctionnel de la GED peut donner un droit temporaire de sept jours.",
  },
  {
    key: "ged-parapheur",
    application: "GED",
    title: "Parapheur : rendre une signature possible pendant une absence",
    symptom: "Un document attend dans le parapheur d’une personne absente.",
    solution:
      "Le gestionnaire du circuit ouvre le document, choisit « Suppléance », nomme le suppléant et la date de fin. Le document passe aussitôt dans le parapheur du suppléant.",
  },
  {
    key: "infocentre-cache",
    application: "INFOCENTRE",
    title: "Tableau de bord figé à la date d’avant-hier",
    symptom: "Les chiffres de la veille ne sont pas là ; la date d’actualisation est ancienne.",
    cause: "Le chargement de nuit s’est arrêté sur une source indisponible.",
    solution:
      "Regarder la page « État des chargements ». Si le chargement est en échec, prévenir le niveau 2, qui le relance ; il dure quarante minutes. Le bouton « Actualiser » du tableau de bord ne suffit pas.",
  },
  {
    key: "annuaire-photo",
    application: "INTRANET",
    title: "Corriger son numéro ou sa photo dans l’annuaire",
    symptom: "Le numéro de téléphone affiché dans l’annuaire est ancien.",
    solution:
      "Mon profil, Modifier. Le numéro vient de la téléphonie et se met à jour la nuit ; la photo se change directement et doit peser moins de 2 Mo.",
  },
  {
    key: "visio-invites",
    application: "TELEPHONIE",
    title: "Visioconférence : les invités extérieurs restent en salle d’attente",
    symptom: "Les invités extérieurs ne sont jamais admis, l’organisateur ne voit aucune demande.",
    solution:
      "L’organisateur doit ouvrir la réunion depuis l’application et non depuis le navigateur, puis « Participants », « Admettre ». À confirmer avec la prochaine version.",
    toReview: true,
  },
  {
    key: "courrier-scanner",
    application: "COURRIER",
    title: "Arrivée : le scanner de courrier coupe la dernière page",
    symptom: "La dernière page d’un lot numérisé est tronquée de quelques centimètres.",
    solution:
      "Régler « Longueur automatique » dans le pilote, puis refaire le lot. Vu sur les scanners de Nantes seulement.",
    toReview: true,
  },
  {
    key: "docking-network",
    application: "POSTE",
    language: "en",
    title: "No network through the docking station",
    symptom: "On the docking station the network icon shows a globe; on wifi everything works.",
    solution:
      "Disable and re-enable the dock’s network adapter, or restart with the dock plugged in. Seen with Brussels docks.",
    toReview: true,
  },
];
