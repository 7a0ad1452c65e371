import { Role, TechnicianKind } from "../../people/person.entity.js";
import type { PersonPlan, SitePlan, TeamPlan } from "../builders.js";

/** The demo desk serves an invented administration: the Agence des services publics, in four towns and an office abroad. */
export const DESK_NAME = "Assistance informatique – Agence des services publics";

export const SITES: SitePlan[] = [
  { code: "PAR", name: "Paris – siège" },
  { code: "LYO", name: "Lyon – direction régionale" },
  { code: "NAN", name: "Nantes – centre de traitement" },
  { code: "STR", name: "Strasbourg – antenne" },
  { code: "FDF", name: "Fort-de-France – délégation outre-mer" },
  { code: "BRU", name: "Bruxelles – bureau de liaison / Brussels liaison office" },
];

export const TEAMS: TeamPlan[] = [
  { code: "ACCUEIL", name: "Centre d’appels", site: "PAR", levels: [0] },
  { code: "ACCUEIL-OM", name: "Cellule d’accueil outre-mer", site: "FDF", levels: [0] },
  { code: "POSTE", name: "Poste de travail", site: "LYO", levels: [1, 2] },
  { code: "RESEAU", name: "Réseaux et accès", site: "NAN", levels: [1, 2] },
  { code: "METIER", name: "Applications métier", site: "NAN", levels: [1, 2] },
  { code: "RH-FIN", name: "Applications RH et finances", site: "PAR", levels: [1, 2] },
  // Two cells, in Paris and in Nantes: the team has no site of its own.
  { code: "INGENIERIE", name: "Ingénierie et infrastructures", levels: [3] },
  { code: "EDITEURS", name: "Éditeurs et tierce maintenance", levels: [3] },
];

const technician = (
  login: string,
  displayName: string,
  site: string,
  phone: string,
  memberships: PersonPlan["memberships"],
  more: Partial<PersonPlan> = {},
): PersonPlan => ({
  login,
  displayName,
  site,
  phone,
  memberships,
  roles: [Role.REQUESTER, Role.TECHNICIAN],
  technicianKind: TechnicianKind.HELPDESK,
  ...more,
});

const HOTLINE = { technicianKind: TechnicianKind.HOTLINE };

export const STAFF: PersonPlan[] = [
  technician("claire.martin", "Claire Martin", "PAR", "01 55 00 40 01", { ACCUEIL: [0] }, HOTLINE),
  technician("mehdi.benali", "Mehdi Benali", "PAR", "01 55 00 40 02", { ACCUEIL: [0] }, HOTLINE),
  technician("julie.nguyen", "Julie Nguyen", "PAR", "01 55 00 40 03", { ACCUEIL: [0] }, HOTLINE),
  technician("steve.marceau", "Steve Marceau", "FDF", "0596 42 40 04", { "ACCUEIL-OM": [0] }),
  technician("rachel.edmond", "Rachel Edmond", "FDF", "0596 42 40 05", { "ACCUEIL-OM": [0], POSTE: [1] }),
  technician("thomas.lefebvre", "Thomas Lefebvre", "LYO", "04 26 00 40 11", { POSTE: [1] }),
  technician("sarah.cohen", "Sarah Cohen", "LYO", "04 26 00 40 12", { POSTE: [1, 2] }),
  technician("nadia.haddad", "Nadia Haddad", "LYO", "04 26 00 40 13", { POSTE: [2] }),
  technician("antoine.girard", "Antoine Girard", "NAN", "02 28 00 40 21", { RESEAU: [1] }),
  technician("olivier.roche", "Olivier Roche", "NAN", "02 28 00 40 22", { RESEAU: [1, 2] }),
  technician("emma.dubois", "Emma Dubois", "NAN", "02 28 00 40 31", { METIER: [1] }),
  technician("ines.garcia", "Inès Garcia", "NAN", "02 28 00 40 32", { METIER: [1, 2] }),
  technician("lucas.moreau", "Lucas Moreau", "PAR", "01 55 00 40 41", { "RH-FIN": [1] }),
  technician("helene.fontaine", "Hélène Fontaine", "PAR", "01 55 00 40 42", { "RH-FIN": [1, 2] }),
  technician("victor.keller", "Victor Keller", "PAR", "01 55 00 40 51", { INGENIERIE: [3] }),
  technician("amelie.perrin", "Amélie Perrin", "NAN", "02 28 00 40 52", { INGENIERIE: [3], RESEAU: [2] }),
  technician("james.osullivan", "James O’Sullivan", "BRU", "+32 2 555 40 61", { EDITEURS: [3] }, { language: "en" }),
  {
    login: "patricia.laurent",
    displayName: "Patricia Laurent",
    site: "PAR",
    phone: "01 55 00 40 00",
    roles: [Role.REQUESTER, Role.TECHNICIAN, Role.SUPERVISOR],
    memberships: { ACCUEIL: [0] },
  },
  {
    login: "bernard.fournier",
    displayName: "Bernard Fournier",
    site: "PAR",
    phone: "01 55 00 40 70",
    roles: [Role.REQUESTER, Role.MANAGER],
  },
  {
    login: "sophie.renard",
    displayName: "Sophie Renard",
    site: "PAR",
    phone: "01 55 00 40 80",
    roles: [Role.REQUESTER, Role.ADMIN],
  },
];

/** Two requesters who can sign in; the others only call and write. */
const SIGNING_IN: PersonPlan[] = [
  { login: "marc.durand", displayName: "Marc Durand", site: "LYO", phone: "04 26 00 12 08", roles: [Role.REQUESTER] },
  {
    login: "emily.walker",
    displayName: "Emily Walker",
    site: "BRU",
    phone: "+32 2 555 11 07",
    roles: [Role.REQUESTER],
    language: "en",
  },
];

const NAMES: Record<string, string[]> = {
  PAR: [
    "Sandrine Petit",
    "Philippe Rousseau",
    "Aïcha Diallo",
    "Jean-Marc Lambert",
    "Catherine Blanc",
    "Nicolas Garnier",
    "Fatou Sow",
    "Isabelle Chevalier",
    "Pierre-Yves Legrand",
    "Valérie Robin",
    "Karim Belkacem",
    "Monique Faure",
    "Élodie Masson",
    "Guillaume Noël",
    "Brigitte Colin",
    "Tuan Pham",
    "Delphine Renaud",
    "François Aubert",
  ],
  LYO: [
    "Nathalie Picard",
    "Stéphane Guérin",
    "Laurence Mercier",
    "Yann Le Gall",
    "Chantal Barbier",
    "Romain Vidal",
    "Samira Cherif",
    "Michel Arnaud",
    "Céline Gaillard",
    "Damien Brunet",
    "Véronique Schmitt",
    "Ahmed Ouali",
  ],
  NAN: [
    "Gaëlle Kerjean",
    "Erwan Le Bihan",
    "Martine Boucher",
    "Cyril Marchand",
    "Anne-Sophie Huet",
    "Loïc Tanguy",
    "Corinne Leroux",
    "Mickaël Bertin",
    "Solenn Guillou",
    "Denis Poirier",
    "Aurélie Jolivet",
    "Mamadou Traoré",
  ],
  FDF: [
    "Marie-Josée Césaire",
    "Fabrice Jean-Baptiste",
    "Lucette Moutoussamy",
    "Gérard Bellay",
    "Nadège Saint-Prix",
    "Jocelyn Rosamond",
  ],
};

const ENGLISH_NAMES = [
  "Oliver Hughes",
  "Siobhán Kelly",
  "Hannah Becker",
  "Pieter de Vries",
  "Katarzyna Nowak",
  "Giulia Romano",
  "Thomas Andersen",
  "Maria Papadaki",
];

const PHONES: Record<string, string> = {
  PAR: "01 55 00 1",
  LYO: "04 26 00 1",
  NAN: "02 28 00 1",
  FDF: "0596 42 1",
  BRU: "+32 2 555 1",
};

const phoneOf = (site: string, index: number) => {
  const digits = String(index + 1).padStart(3, "0");
  return `${PHONES[site]}${digits[0]} ${digits.slice(1)}`;
};

export const REQUESTERS: PersonPlan[] = [
  ...SIGNING_IN,
  ...Object.entries(NAMES).flatMap(([site, names]) =>
    names.map((displayName, index) => ({ displayName, site, phone: phoneOf(site, index), roles: [Role.REQUESTER] })),
  ),
  ...ENGLISH_NAMES.map(
    (displayName, index): PersonPlan => ({
      displayName,
      site: "BRU",
      phone: phoneOf("BRU", index + 10),
      roles: [Role.REQUESTER],
      language: "en",
    }),
  ),
];

/** Who signs in to look around, one for each part one can play; `main.ts` prints them. All have the same password. */
export const DEMO_PASSWORD = "guichet-demo";

export const DEMO_ACCOUNTS: readonly { login: string; part: string }[] = [
  { login: "claire.martin", part: "technician, level 0: the call centre" },
  { login: "steve.marceau", part: "technician, level 0: the overseas cell" },
  { login: "thomas.lefebvre", part: "technician, level 1: workstations" },
  { login: "emma.dubois", part: "technician, level 1: business applications" },
  { login: "nadia.haddad", part: "technician, level 2: workstations" },
  { login: "victor.keller", part: "technician, level 3: engineering" },
  { login: "james.osullivan", part: "technician, level 3: vendors (in English)" },
  { login: "patricia.laurent", part: "supervisor" },
  { login: "bernard.fournier", part: "manager" },
  { login: "sophie.renard", part: "administrator" },
  { login: "marc.durand", part: "requester" },
  { login: "emily.walker", part: "requester (in English)" },
];
