import type { Definition } from "./metric.definitions.js";

/** Whether promises were kept, what was solved stayed solved, and was learnt from. */
export const QUALITY_DEFINITIONS = {
  share_firstContact: {
    unit: "tickets",
    formula:
      "#{handled.resolved: spoken, RESOLVED in the act of RECORDED; written, RESOLVED is the first word and business time <= 1 h; neither REOPENED nor FOLLOWED_UP within 14 d} / #{handled.resolved}",
    en: {
      name: "Solved at the first contact",
      definition:
        "Of the tickets handled in the period: by telephone or on site, those resolved in the act of recording; in writing, those whose first word from a person was the solution, within one business hour. Neither reopened nor followed up within 14 days. Immature: the 14 days are not over for all of them.",
    },
    fr: {
      name: "Résolues au premier contact",
      definition:
        "Parmi les demandes traitées dans la période : au téléphone ou sur site, celles résolues dès l’enregistrement ; par écrit, celles dont la première réponse d’une personne est la solution, en moins d’une heure ouvrée. Ni rouvertes ni suivies d’une nouvelle demande dans les 14 jours. Provisoire : les 14 jours ne sont pas écoulés pour toutes.",
    },
  },
  reopen_rate: {
    unit: "tickets",
    formula: "#{tickets RESOLVED in [from, to), REOPENED within 14 d} / #{tickets RESOLVED in [from, to)}",
    en: {
      name: "Reopened",
      definition:
        "Of the tickets resolved in the period, those reopened within 14 days of the resolution. Immature: the 14 days are not over for all of them.",
    },
    fr: {
      name: "Réouvertures",
      definition:
        "Parmi les demandes résolues dans la période, celles rouvertes dans les 14 jours suivant la résolution. Provisoire : les 14 jours ne sont pas écoulés pour toutes.",
    },
  },
  followup_rate: {
    unit: "tickets",
    formula: "#{tickets RESOLVED in [from, to), FOLLOWED_UP within 14 d} / #{tickets RESOLVED in [from, to)}",
    en: {
      name: "Followed up",
      definition:
        "Of the tickets resolved in the period, those followed by a linked ticket within 14 days of the resolution. Immature: the 14 days are not over for all of them.",
    },
    fr: {
      name: "Demandes de suite",
      definition:
        "Parmi les demandes résolues dans la période, celles suivies d’une demande liée dans les 14 jours suivant la résolution. Provisoire : les 14 jours ne sont pas écoulés pour toutes.",
    },
  },
  sla_attainment: {
    unit: "targets",
    formula: "#{targets MET} / #{targets MET or MISSED}, last verdict by asOf, its instant in [from, to)",
    en: {
      name: "Targets met",
      definition:
        "Of the targets judged in the period, those met: met at the instant it was reached, missed at the instant it fell due. Each target of a ticket counts once, by its last verdict; a reopening takes back the one on resolving.",
    },
    fr: {
      name: "Objectifs tenus",
      definition:
        "Parmi les objectifs jugés dans la période, ceux qui sont tenus : tenus à l’instant où ils sont atteints, dépassés à l’instant de leur échéance. Chaque objectif d’une demande compte une fois, par son dernier verdict ; une réouverture annule celui de résolution.",
    },
  },
  knowledge_reuse: {
    unit: "resolutions",
    formula: "#{RESOLVED in [from, to) naming an article not written from this ticket} / #{RESOLVED in [from, to)}",
    en: {
      name: "Solved with a known article",
      definition: "Resolutions that name an article which existed before, over the resolutions of the period.",
    },
    fr: {
      name: "Résolutions par une fiche existante",
      definition: "Résolutions qui nomment une fiche déjà existante, rapportées aux résolutions de la période.",
    },
  },
  knowledge_duplicates: {
    unit: "drafts",
    formula: "#{ARTICLE_MERGED in [from, to)} / #{ARTICLE_DRAFTED or ARTICLE_MERGED in [from, to)}",
    en: {
      name: "Duplicates avoided",
      definition:
        "Of the drafts that resolutions led to in the period, those merged at once into an article that said the same already.",
    },
    fr: {
      name: "Doublons évités",
      definition:
        "Parmi les brouillons auxquels les résolutions de la période ont conduit, ceux fusionnés aussitôt dans une fiche qui disait déjà la même chose.",
    },
  },
} satisfies Record<string, Definition>;
