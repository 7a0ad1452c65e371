import type { Definition } from "./metric.definitions.js";

/** How long things take, on the clock asked for: calendar, or the desk's opening hours less what pauses it. */
export const DURATION_DEFINITIONS = {
  time_takeCharge: {
    unit: "milliseconds",
    formula: "first act of taking charge - RECORDED, over RECORDED in [from, to)",
    en: {
      name: "Time to take charge",
      definition:
        "From the recording to the first act by which a person took charge, over the tickets recorded in the period; by channel too, for a call is taken at once.",
    },
    fr: {
      name: "Délai de prise en compte",
      definition:
        "De l’enregistrement au premier acte de prise en charge par une personne, pour les demandes enregistrées dans la période ; par canal aussi, car un appel est pris aussitôt.",
    },
  },
  time_takeCharge_level: {
    unit: "milliseconds",
    formula: "first act of taking charge at level k - arrival at level k, over arrivals in [from, to)",
    en: {
      name: "Time to take charge at a level",
      definition:
        "From the arrival at a level to the first act of a person there, over the arrivals in the period. What left the level untouched is still open.",
    },
    fr: {
      name: "Délai de prise en compte à un niveau",
      definition:
        "De l’arrivée à un niveau au premier acte d’une personne à ce niveau, pour les arrivées dans la période. Ce qui a quitté le niveau sans y être pris reste sans délai.",
    },
  },
  time_firstReply: {
    unit: "milliseconds",
    formula: "first call, public REPLIED or RESOLVED by a person of the desk - RECORDED, over RECORDED in [from, to)",
    en: {
      name: "Time to the first reply",
      definition:
        "From the recording to the first public word of a person to the requester, over the tickets recorded in the period. A call or a visit counts as one, a solution too; automatic mails do not.",
    },
    fr: {
      name: "Délai de première réponse",
      definition:
        "De l’enregistrement au premier message public d’une personne au demandeur, pour les demandes enregistrées dans la période. Un appel ou une visite compte comme tel, une solution aussi ; les courriels automatiques ne comptent pas.",
    },
  },
  time_resolve: {
    unit: "milliseconds",
    formula: "last RESOLVED - RECORDED, over handled.resolved",
    en: {
      name: "Time to resolve",
      definition:
        "From the recording to the last resolution, over the tickets handled in the period. Calendar time is the whole span, waiting included; business time leaves out what pauses it.",
    },
    fr: {
      name: "Délai de résolution",
      definition:
        "De l’enregistrement à la dernière résolution, pour les demandes traitées dans la période. Le temps calendaire compte tout, attentes comprises ; le temps ouvré exclut ce qui le suspend.",
    },
  },
  time_inLevel: {
    unit: "milliseconds",
    formula: "sum(open intervals at level k until the last RESOLVED), over handled.resolved",
    en: {
      name: "Time spent at a level",
      definition:
        "The open time that each ticket spent at a level until its last resolution, over the tickets handled in the period that were there. Time between a resolution and a reopening is spent at no level.",
    },
    fr: {
      name: "Temps passé à un niveau",
      definition:
        "Temps que chaque demande, ouverte, a passé à un niveau jusqu’à sa dernière résolution, pour les demandes traitées dans la période qui y sont passées. Le temps entre une résolution et une réouverture n’est passé à aucun niveau.",
    },
  },
  time_waiting: {
    unit: "milliseconds",
    formula: "sum(WAITING intervals until the last RESOLVED), over handled.resolved with any",
    en: {
      name: "Time spent waiting",
      definition:
        "The time that each ticket spent waiting until its last resolution, over the tickets handled in the period that waited; by what was waited for too.",
    },
    fr: {
      name: "Temps d’attente",
      definition:
        "Temps que chaque demande a passé en attente jusqu’à sa dernière résolution, pour les demandes traitées dans la période qui ont attendu ; par motif d’attente aussi.",
    },
  },
} satisfies Record<string, Definition>;
