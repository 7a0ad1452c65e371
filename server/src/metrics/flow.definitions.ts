import type { Definition } from "./metric.definitions.js";

/** What comes in, is handled and is left; and how it moves between levels. */
export const FLOW_DEFINITIONS = {
  intake_received: {
    unit: "tickets",
    formula: "#{RECORDED in [from, to)}",
    en: { name: "Tickets received", definition: "Tickets recorded in the period." },
    fr: { name: "Demandes reçues", definition: "Demandes enregistrées dans la période." },
  },
  intake_discarded: {
    unit: "tickets",
    formula: "#{CANCELLED or MERGED in [from, to)}",
    en: {
      name: "Tickets discarded",
      definition:
        "Tickets cancelled or merged in the period, by which of the two. They are left out of every other figure.",
    },
    fr: {
      name: "Demandes écartées",
      definition:
        "Demandes annulées ou fusionnées dans la période, selon le cas. Elles ne comptent dans aucun autre indicateur.",
    },
  },
  handled_resolved: {
    unit: "tickets",
    formula: "#{tickets not open at min(to, asOf), last RESOLVED before it in [from, to)}",
    en: {
      name: "Tickets handled",
      definition:
        "Tickets that are not open at the end of the period and whose last resolution before it lies in the period, by resolution code; by level, the level that resolved. Apart: those that an earlier period has counted already, and that were reopened since.",
    },
    fr: {
      name: "Demandes traitées",
      definition:
        "Demandes qui ne sont pas ouvertes à la fin de la période et dont la dernière résolution avant cette date est dans la période, par code de résolution ; par niveau : celui qui a résolu. À part : celles qu’une période antérieure a déjà comptées, et qui ont été rouvertes depuis.",
    },
  },
  share_levelZero: {
    unit: "tickets",
    formula: "#{handled.resolved, max(level until RESOLVED) = 0} / #{handled.resolved}",
    en: {
      name: "Resolved without escalation",
      definition: "Of the tickets handled in the period, those that never left level 0 before they were resolved.",
    },
    fr: {
      name: "Résolues sans escalade",
      definition:
        "Parmi les demandes traitées dans la période, celles qui n’ont jamais quitté le niveau 0 avant leur résolution.",
    },
  },
  share_firstLevel: {
    unit: "tickets",
    formula: "#{handled.resolved, max(level until RESOLVED) <= 1} / #{handled.resolved}",
    en: {
      name: "Resolved at level 0 or 1",
      definition:
        "Of the tickets handled in the period, those that never went above level 1 before they were resolved.",
    },
    fr: {
      name: "Résolues au niveau 0 ou 1",
      definition:
        "Parmi les demandes traitées dans la période, celles qui n’ont jamais dépassé le niveau 1 avant leur résolution.",
    },
  },
  escalation_rate: {
    unit: "stays",
    formula: "#{stays at level k that ended in [from, to) by each end} / #{all of them}",
    en: {
      name: "How stays at a level end",
      definition:
        "Of the stays at a level that ended in the period, the shares ended by an escalation (up), a hand-back (down), a transfer (sideways), a resolution, or a cancellation or merge; the escalations that skipped a level apart.",
    },
    fr: {
      name: "Issue des passages à un niveau",
      definition:
        "Parmi les passages à un niveau terminés dans la période, la part terminée par une escalade (vers le haut), un renvoi (vers le bas), un transfert (latéral), une résolution, une annulation ou une fusion ; les escalades qui sautent un niveau à part.",
    },
  },
  backlog_open: {
    unit: "tickets",
    formula: "#{tickets in NEW, OPEN, IN_PROGRESS or WAITING at min(to, asOf)}",
    en: {
      name: "Open tickets",
      definition: "Tickets neither resolved nor ended at the end of the period, by state: those waiting are apart.",
    },
    fr: {
      name: "Demandes en cours",
      definition: "Demandes ni résolues ni terminées à la fin de la période, par état : celles en attente sont à part.",
    },
  },
  backlog_age: {
    unit: "milliseconds",
    formula: "min(to, asOf) - RECORDED, over backlog.open",
    en: {
      name: "Age of open tickets",
      definition:
        "From the recording to the end of the period, over the tickets open at that instant. Always calendar time.",
    },
    fr: {
      name: "Ancienneté des demandes en cours",
      definition:
        "De l’enregistrement à la fin de la période, pour les demandes en cours à cet instant. Toujours en temps calendaire.",
    },
  },
  effort_minutes: {
    unit: "minutes",
    formula: "sum(minutes of INTERVENED in [from, to)), by means",
    en: { name: "Time worked", definition: "Minutes of the interventions logged in the period, by means." },
    fr: {
      name: "Temps passé",
      definition: "Minutes des interventions saisies dans la période, par moyen d’intervention.",
    },
  },
  contact_chasing: {
    unit: "acts",
    formula: "#{CHASED in [from, to)} / #{handled.resolved}",
    en: {
      name: "Chasing",
      definition:
        "How often requesters asked in the period where their ticket stands, for each ticket handled in the period.",
    },
    fr: {
      name: "Relances",
      definition:
        "Nombre de relances des demandeurs dans la période, rapporté au nombre de demandes traitées dans la période.",
    },
  },
} satisfies Record<string, Definition>;
