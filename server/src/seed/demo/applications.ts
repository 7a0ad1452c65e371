import { Nature } from "../../tickets/ticket.entity.js";
import type { ApplicationPlan, LinkPlan } from "../builders.js";

const { TECHNICAL, FUNCTIONAL } = Nature;

/** "POSTE:1" is level 1 of the team POSTE. */
export const DESK_CHAIN: LinkPlan[] = [
  { queue: "ACCUEIL:0" },
  { queue: "POSTE:1" },
  { queue: "POSTE:2" },
  { queue: "INGENIERIE:3" },
];

const workplace: LinkPlan[] = [{ queue: "POSTE:1" }, { queue: "POSTE:2" }, { queue: "INGENIERIE:3" }];
const network: LinkPlan[] = [{ queue: "RESEAU:1" }, { queue: "RESEAU:2" }, { queue: "INGENIERIE:3" }];
const business: LinkPlan[] = [
  { queue: "METIER:1" },
  { queue: "METIER:2" },
  { queue: "EDITEURS:3" },
  { nature: TECHNICAL, queue: "INGENIERIE:3" },
];
const finance: LinkPlan[] = [{ queue: "RH-FIN:1" }, { queue: "RH-FIN:2" }, { queue: "EDITEURS:3" }];

export const APPLICATIONS: ApplicationPlan[] = [
  {
    code: "POSTE",
    name: "Poste de travail",
    description: "Ordinateurs, stations d’accueil, système et logiciels bureautiques.",
    chain: workplace,
    categories: ["Matériel", "Système", "Bureautique", "Mot de passe de session", "Installation de logiciel"],
  },
  {
    code: "MESSAGERIE",
    name: "Messagerie et agenda",
    description: "Boîtes individuelles et fonctionnelles, agendas partagés, messagerie sur mobile.",
    owner: "Catherine Blanc",
    chain: workplace,
    categories: ["Envoi et réception", "Agenda partagé", "Boîte fonctionnelle", "Quota", "Mobile"],
  },
  {
    code: "IMPRESSION",
    name: "Impression et numérisation",
    description: "Multifonctions d’étage, badge d’impression, numérisation vers la messagerie.",
    chain: workplace,
    categories: ["Imprimante", "Badge", "Numérisation", "Consommables"],
  },
  {
    code: "TELEPHONIE",
    name: "Téléphonie et visioconférence",
    description: "Téléphonie sur IP, salles de visioconférence, mobiles professionnels.",
    chain: network,
    categories: ["Poste téléphonique", "Visioconférence", "Mobile professionnel", "Renvoi et messagerie vocale"],
  },
  {
    code: "VPN",
    name: "Accès distant (VPN)",
    description: "Télétravail et accès des nomades au réseau de l’agence.",
    owner: "François Aubert",
    chain: network,
    categories: ["Connexion impossible", "Certificat", "Lenteur", "Double authentification"],
  },
  {
    code: "RESEAU",
    name: "Réseau et wifi",
    description: "Réseau des sites, wifi des agents et des visiteurs, partages de fichiers.",
    chain: network,
    categories: ["Wifi", "Prise réseau", "Partage de fichiers", "Lenteur"],
  },
  {
    code: "SIRHA",
    name: "SIRHA – ressources humaines",
    description: "Congés, temps de travail, dossier de l’agent, pré-liquidation de la paie.",
    owner: "Isabelle Chevalier",
    chain: finance,
    categories: [
      "Congés et absences",
      "Temps de travail",
      "Dossier de l’agent",
      "Entretien professionnel",
      "Habilitation",
    ],
  },
  {
    code: "FINEO",
    name: "Finéo – comptabilité et budget",
    description: "Engagements, demandes de paiement, restitutions budgétaires.",
    owner: "Jean-Marc Lambert",
    chain: finance,
    categories: ["Engagement", "Demande de paiement", "Restitution", "Habilitation", "Fermeture d’exercice"],
  },
  {
    code: "MISSIONS",
    name: "Missions et frais de déplacement",
    description: "Ordres de mission, états de frais, agence de voyages.",
    owner: "Jean-Marc Lambert",
    chain: finance,
    categories: ["Ordre de mission", "État de frais", "Réservation"],
  },
  {
    code: "TELEDEC",
    name: "Télédéclaration des aides",
    description: "Dépôt en ligne des dossiers d’aide par les usagers, instruction, accusés de réception.",
    owner: "Martine Boucher",
    chain: [...business, { nature: FUNCTIONAL, queue: "METIER:1" }],
    categories: ["Dépôt d’un dossier", "Instruction", "Pièces jointes", "Accusé de réception", "Compte d’usager"],
  },
  {
    code: "GED",
    name: "GED – gestion électronique de documents",
    description: "Classement, recherche, parapheur et archivage des documents.",
    owner: "Delphine Renaud",
    chain: business,
    categories: ["Droits d’accès", "Recherche", "Parapheur", "Numérisation", "Archivage"],
  },
  {
    code: "COURRIER",
    name: "Arrivée – gestion du courrier",
    description: "Enregistrement, affectation et suivi du courrier des usagers.",
    owner: "Delphine Renaud",
    chain: business,
    categories: ["Enregistrement", "Affectation", "Modèles de réponse"],
  },
  {
    code: "INFOCENTRE",
    name: "Infocentre",
    description: "Tableaux de bord et requêtes sur les données de gestion.",
    owner: "Philippe Rousseau",
    chain: business,
    categories: ["Tableau de bord", "Requête", "Données manquantes", "Habilitation"],
  },
  {
    code: "INTRANET",
    name: "Intranet Agora",
    description: "Actualités, annuaire, espaces de travail.",
    chain: business,
    categories: ["Annuaire", "Espace de travail", "Publication"],
  },
];
