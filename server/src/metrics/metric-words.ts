import type { Language } from "../platform/auth/viewer.js";

type Words = Record<Language, string>;

/** What a report that leaves the desk as a file calls its columns. */
export const COLUMN_WORDS = {
  value: { en: "Number", fr: "Nombre" },
  part: { en: "Of these", fr: "Dont" },
  whole: { en: "Total", fr: "Total" },
  ratio: { en: "Share", fr: "Part" },
  immature: { en: "May still rise", fr: "Provisoire" },
  count: { en: "Known", fr: "Connus" },
  mean: { en: "Mean", fr: "Moyenne" },
  p50: { en: "Median (p50)", fr: "Médiane (p50)" },
  p90: { en: "p90", fr: "p90" },
  p99: { en: "p99", fr: "p99" },
  underThreshold: { en: "Within the threshold", fr: "Dans le seuil" },
  stillOpen: { en: "Still open", fr: "Encore ouverts" },
  apart: { en: "of which:", fr: "dont :" },
  yes: { en: "yes", fr: "oui" },
  missing: { en: "(not known)", fr: "(non renseigné)" },
  minutes: { en: "min", fr: "min" },
  sheet: { en: "Definitions", fr: "Définitions" },
  title: { en: "Report", fr: "Rapport" },
  from: { en: "From", fr: "Du" },
  to: { en: "Until (exclusive)", fr: "Au (exclu)" },
  asOf: { en: "As of", fr: "Tel que connu au" },
  position: { en: "Position in the log", fr: "Position dans le journal" },
  timeZone: { en: "Time zone", fr: "Fuseau horaire" },
  groupBy: { en: "Grouped by", fr: "Ventilé par" },
  threshold: { en: "Threshold (min)", fr: "Seuil (min)" },
  applications: { en: "Applications chosen", fr: "Applications retenues" },
  metric: { en: "Figure", fr: "Indicateur" },
  id: { en: "Identifier", fr: "Identifiant" },
  definition: { en: "Definition", fr: "Définition" },
  unit: { en: "Unit", fr: "Unité" },
} satisfies Record<string, Words>;

export const GROUPING_WORDS: Record<string, Words> = {
  APPLICATION: { en: "Application", fr: "Application" },
  NATURE: { en: "Nature", fr: "Nature" },
  KIND: { en: "Kind", fr: "Type de demande" },
  CHANNEL: { en: "Channel", fr: "Canal" },
  LEVEL: { en: "Level", fr: "Niveau" },
  TEAM: { en: "Team", fr: "Équipe" },
  DAY: { en: "Day", fr: "Jour" },
  WEEK: { en: "Week", fr: "Semaine" },
  MONTH: { en: "Month", fr: "Mois" },
  QUARTER: { en: "Quarter", fr: "Trimestre" },
  YEAR: { en: "Year", fr: "Année" },
};

export const PART_WORDS: Record<string, Words> = {
  NEW: { en: "New", fr: "Nouvelles" },
  OPEN: { en: "Open", fr: "À traiter" },
  IN_PROGRESS: { en: "In progress", fr: "En cours" },
  WAITING: { en: "Waiting", fr: "En attente" },
  SOLVED: { en: "Solved", fr: "Résolu" },
  WORKAROUND: { en: "Workaround given", fr: "Solution de contournement" },
  NO_FAULT: { en: "No fault found", fr: "Aucune anomalie constatée" },
  NO_ANSWER: { en: "No answer from the requester", fr: "Sans réponse du demandeur" },
  OUT_OF_SCOPE: { en: "Out of scope", fr: "Hors périmètre" },
  REFUSED: { en: "Refused", fr: "Refusé" },
  UP: { en: "Escalated", fr: "Escalade" },
  DOWN: { en: "Handed back", fr: "Renvoi" },
  SIDEWAYS: { en: "Transferred", fr: "Transfert" },
  RESOLVED: { en: "Resolved", fr: "Résolution" },
  DISCARDED: { en: "Cancelled", fr: "Annulation" },
  SKIPPED: { en: "Level skipped", fr: "Niveau sauté" },
};

/** The word for it; a part or grouping that nobody has worded yet goes by its name. */
export function wordFor(words: Record<string, Words>, key: string, language: Language): string {
  return words[key]?.[language] ?? key;
}
