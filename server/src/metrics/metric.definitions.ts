import type { Language } from "../platform/auth/viewer.js";

/** The metrics that can be asked for; the ids of the definitions with underscores for dots. */
export enum MetricId {
  intake_received = "intake_received",
  handled_resolved = "handled_resolved",
  time_takeCharge = "time_takeCharge",
  time_takeCharge_level = "time_takeCharge_level",
  time_resolve = "time_resolve",
  escalation_rate = "escalation_rate",
  backlog_open = "backlog_open",
  reopen_rate = "reopen_rate",
  knowledge_reuse = "knowledge_reuse",
}

/** What a metric's figures count. */
export type Unit = "tickets" | "milliseconds" | "stays" | "resolutions";

/** The parts of a breakdown, in the order in which they are shown. */
export const ENDS_OF_STAY = ["UP", "DOWN", "SIDEWAYS", "RESOLVED", "DISCARDED"] as const;
/** Counted beside the ends: escalations that passed over a level are among UP. */
export const SKIPPED = "SKIPPED";
export const BACKLOG_STATES = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"] as const;

/** A first contact by writing solves within this much business time. */
export const FIRST_CONTACT_MS = 3_600_000;

/** How long after a resolution a reopening counts against it. */
export const REOPEN_DAYS = 14;

interface Words {
  name: string;
  definition: string;
}

interface Definition extends Record<Language, Words> {
  unit: Unit;
}

export const DEFINITIONS: Record<MetricId, Definition> = {
  intake_received: {
    unit: "tickets",
    en: { name: "Tickets received", definition: "Tickets recorded in the period." },
    fr: { name: "Demandes reçues", definition: "Demandes enregistrées dans la période." },
  },
  handled_resolved: {
    unit: "tickets",
    en: {
      name: "Tickets handled",
      definition:
        "Tickets that are not open at the end of the period and whose last resolution before it lies in the period, by resolution code; by level, the level that resolved.",
    },
    fr: {
      name: "Demandes traitées",
      definition:
        "Demandes qui ne sont pas ouvertes à la fin de la période et dont la dernière résolution avant cette date est dans la période, par code de résolution ; par niveau : celui qui a résolu.",
    },
  },
  time_takeCharge: {
    unit: "milliseconds",
    en: {
      name: "Time to take charge",
      definition:
        "From the recording to the first act by which a person took charge, over the tickets recorded in the period; calendar time.",
    },
    fr: {
      name: "Délai de prise en compte",
      definition:
        "De l’enregistrement au premier acte de prise en charge par une personne, pour les demandes enregistrées dans la période ; temps calendaire.",
    },
  },
  time_takeCharge_level: {
    unit: "milliseconds",
    en: {
      name: "Time to take charge at a level",
      definition:
        "From the arrival at a level to the first act of a person there, over the arrivals in the period; calendar time.",
    },
    fr: {
      name: "Délai de prise en compte à un niveau",
      definition:
        "De l’arrivée à un niveau au premier acte d’une personne à ce niveau, pour les arrivées dans la période ; temps calendaire.",
    },
  },
  time_resolve: {
    unit: "milliseconds",
    en: {
      name: "Time to resolve",
      definition:
        "From the recording to the last resolution, over the tickets handled in the period; calendar time, waiting included.",
    },
    fr: {
      name: "Délai de résolution",
      definition:
        "De l’enregistrement à la dernière résolution, pour les demandes traitées dans la période ; temps calendaire, attentes comprises.",
    },
  },
  escalation_rate: {
    unit: "stays",
    en: {
      name: "How stays at a level end",
      definition:
        "Of the stays at a level that ended in the period, the shares ended by an escalation (up), a hand-back (down), a transfer (sideways), a resolution or a cancellation; the escalations that skipped a level apart.",
    },
    fr: {
      name: "Issue des passages à un niveau",
      definition:
        "Parmi les passages à un niveau terminés dans la période, la part terminée par une escalade (vers le haut), un renvoi (vers le bas), un transfert (latéral), une résolution ou une annulation ; les escalades qui sautent un niveau à part.",
    },
  },
  backlog_open: {
    unit: "tickets",
    en: {
      name: "Open tickets",
      definition: "Tickets neither resolved nor ended at the end of the period, by state: those waiting are apart.",
    },
    fr: {
      name: "Demandes en cours",
      definition: "Demandes ni résolues ni terminées à la fin de la période, par état : celles en attente sont à part.",
    },
  },
  reopen_rate: {
    unit: "tickets",
    en: {
      name: "Reopened",
      definition:
        "Of the tickets resolved in the period, those reopened within 14 days of the resolution. Immature: the 14 days are not over for all of them.",
    },
    fr: {
      name: "Réouvertures",
      definition:
        "Parmi les demandes résolues dans la période, celles rouvertes dans les 14 jours suivant la résolution. Provisoire : les 14 jours ne sont pas écoulés pour toutes.",
    },
  },
  knowledge_reuse: {
    unit: "resolutions",
    en: {
      name: "Solved with a known article",
      definition: "Resolutions that name an article which existed before, over the resolutions of the period.",
    },
    fr: {
      name: "Résolutions par une fiche existante",
      definition: "Résolutions qui nomment une fiche déjà existante, rapportées aux résolutions de la période.",
    },
  },
};
