import type { MessageKey, MessageParameters } from "../platform/language/translate.js";
import { Role, TechnicianKind } from "./person.entity.js";

/** The columns of an import, each under its English and its French heading. Only the name is required. */
export const COLUMNS = {
  name: ["name", "nom"],
  email: ["email", "courriel"],
  phone: ["phone", "telephone"],
  site: ["site"],
  language: ["language", "langue"],
  roles: ["roles"],
  kind: ["technician_kind", "type_de_technicien"],
  teams: ["teams", "equipes"],
  login: ["login", "identifiant"],
  password: ["password", "mot_de_passe"],
  reference: ["reference"],
  active: ["active", "actif"],
} as const;

export type ImportColumn = keyof typeof COLUMNS;
export type ImportRow = Partial<Record<ImportColumn, string>>;

/** Why a row is refused, in the catalog's terms. */
export interface RowProblem {
  key: MessageKey;
  parameters: MessageParameters;
  /** The column concerned, written before the message. */
  column?: ImportColumn;
}

/** The column that a heading names: case, accents and blanks do not matter. Null when it names none. */
export function columnOf(heading: string): ImportColumn | null {
  const plain = heading
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\s-]+/g, "_");
  const columns = Object.entries(COLUMNS) as [ImportColumn, readonly string[]][];
  return columns.find(([, headings]) => headings.includes(plain))?.[0] ?? null;
}

/** The delimiter that the header uses most: French spreadsheets write semicolons. */
export function delimiterOf(csv: string): string {
  const header = csv.slice(0, csv.search(/[\r\n]|$/));
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** A row's cells as facts; a cell that is empty says nothing. Codes of sites and teams are still to be looked up. */
export interface ImportedPerson {
  displayName?: string;
  email?: string;
  phone?: string;
  siteCode?: string;
  language?: "fr" | "en";
  roles?: Role[];
  technicianKind?: TechnicianKind;
  teams?: { code: string; levels: number[] }[];
  login?: string;
  password?: string;
  externalReference?: string;
  active?: boolean;
}

const YES = ["yes", "true", "1", "oui", "vrai"];
const NO = ["no", "false", "0", "non", "faux"];

export function readRow(row: ImportRow): ImportedPerson | RowProblem {
  const person: ImportedPerson = {};
  if (row.name) person.displayName = row.name;
  if (row.email) person.email = row.email;
  if (row.phone) person.phone = row.phone;
  if (row.site) person.siteCode = row.site;
  if (row.login) person.login = row.login;
  if (row.password) person.password = row.password;
  if (row.reference) {
    if (!/^[\x21-\x7e]{1,100}$/.test(row.reference)) return invalid("reference", "invalid.FORMAT");
    person.externalReference = row.reference;
  }
  if (row.language) {
    const language = row.language.toLowerCase();
    if (language !== "fr" && language !== "en") return invalid("language", "invalid.UNKNOWN_CHOICE");
    person.language = language;
  }
  if (row.roles) {
    const roles = row.roles
      .toUpperCase()
      .split(/[\s,;|]+/)
      .filter(Boolean);
    if (!roles.every(isRole)) return invalid("roles", "invalid.UNKNOWN_CHOICE");
    person.roles = [...new Set(roles)];
  }
  if (row.kind) {
    const kind = row.kind.toUpperCase();
    if (kind !== TechnicianKind.HOTLINE && kind !== TechnicianKind.HELPDESK) {
      return invalid("kind", "invalid.UNKNOWN_CHOICE");
    }
    person.technicianKind = kind;
  }
  if (row.teams) {
    const teams = row.teams
      .split(/[\s;|]+/)
      .filter(Boolean)
      .map(readTeam);
    if (!teams.every((team) => team !== null)) return invalid("teams", "invalid.FORMAT");
    person.teams = teams;
  }
  if (row.active) {
    const active = row.active.toLowerCase();
    if (!YES.includes(active) && !NO.includes(active)) return invalid("active", "invalid.UNKNOWN_CHOICE");
    person.active = YES.includes(active);
  }
  return person;
}

export function isProblem(read: ImportedPerson | RowProblem): read is RowProblem {
  return "key" in read;
}

function invalid(column: ImportColumn, key: MessageKey): RowProblem {
  return { key, parameters: {}, column };
}

function isRole(text: string): text is Role {
  return Object.hasOwn(Role, text);
}

/** "HOTLINE:0,1" is levels 0 and 1 of the team HOTLINE. */
function readTeam(text: string): { code: string; levels: number[] } | null {
  const match = /^([^:]+):(\d{1,2}(?:,\d{1,2})*)$/.exec(text);
  return match ? { code: match[1]!, levels: match[2]!.split(",").map(Number) } : null;
}
