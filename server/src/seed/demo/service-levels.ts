import { BreachAct } from "../../service-levels/service-level.model.js";
import { Priority, TicketKind, WaitingFor } from "../../tickets/ticket.entity.js";
import type { CalendarPlan, PolicyPlan } from "../builders.js";

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const hours = (weekdays: readonly Weekday[], ...periods: [from: string, to: string][]) =>
  weekdays.flatMap((weekday) => periods.map(([from, to]) => ({ weekday, from, to })));

const WORKING_DAYS = [1, 2, 3, 4, 5] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

export const OFFICE_HOURS: CalendarPlan = {
  name: "Heures ouvrées – métropole",
  timeZone: "Europe/Paris",
  holidays: { country: "FR", region: null },
  weekly: hours(WORKING_DAYS, ["08:00", "18:00"]),
  exceptions: [
    { date: "2026-05-15", name: "Pont de l’Ascension", periods: [] },
    { date: "2026-12-24", name: "Veille de Noël", periods: [{ from: "08:00", to: "16:00" }] },
    { date: "2026-12-31", name: "Veille du jour de l’an", periods: [{ from: "08:00", to: "16:00" }] },
  ],
};

const STRASBOURG = "Strasbourg – droit local d’Alsace-Moselle";
const FORT_DE_FRANCE = "Fort-de-France – délégation outre-mer";

export const CALENDARS: CalendarPlan[] = [
  {
    name: "Astreinte réseau – 24 h/24, 7 j/7",
    timeZone: "Europe/Paris",
    holidays: null,
    weekly: hours(EVERY_DAY, ["00:00", "24:00"]),
    exceptions: [],
    queues: ["RESEAU:2"],
  },
  {
    name: STRASBOURG,
    timeZone: "Europe/Paris",
    holidays: { country: "FR", region: "67" },
    weekly: hours(WORKING_DAYS, ["08:30", "12:30"], ["13:30", "17:30"]),
    exceptions: [],
  },
  {
    name: FORT_DE_FRANCE,
    timeZone: "America/Martinique",
    holidays: { country: "FR", region: "MQ" },
    weekly: [...hours([1, 2, 4], ["07:30", "12:30"], ["13:30", "17:00"]), ...hours([3, 5], ["07:30", "13:00"])],
    exceptions: [],
  },
];

const HOUR = 60;
/** Ten hours of opening. */
const DAY = 10 * HOUR;
const { P1, P2, P3, P4, P5 } = Priority;
const { NOTIFY, RAISE_PRIORITY } = BreachAct;
const { REQUESTER, THIRD_PARTY, DATE } = WaitingFor;

/** The first that matches counts. */
export const POLICIES: PolicyPlan[] = [
  {
    name: "Réclamations",
    rank: 10,
    kinds: [TicketKind.COMPLAINT],
    takeChargeMinutes: 2 * HOUR,
    resolveMinutes: 3 * DAY,
    warningPercent: 60,
    // Whoever complains has waited long enough.
    pausesOn: [],
    onBreach: [NOTIFY],
  },
  {
    name: "SIRHA – paie et ressources humaines",
    rank: 20,
    applications: ["SIRHA"],
    priorities: [P1, P2, P3],
    takeChargeMinutes: 30,
    resolveMinutes: DAY,
    onBreach: [NOTIFY, RAISE_PRIORITY],
  },
  {
    name: "Délégation outre-mer",
    rank: 30,
    sites: ["FDF"],
    calendar: FORT_DE_FRANCE,
    takeChargeMinutes: 2 * HOUR,
    resolveMinutes: 2 * DAY,
  },
  {
    name: "Antenne de Strasbourg",
    rank: 40,
    sites: ["STR"],
    calendar: STRASBOURG,
    takeChargeMinutes: 2 * HOUR,
    resolveMinutes: 2 * DAY,
  },
  {
    name: "Priorité 1",
    rank: 50,
    priorities: [P1],
    takeChargeMinutes: 15,
    resolveMinutes: 4 * HOUR,
    onBreach: [NOTIFY],
  },
  {
    name: "Priorité 2",
    rank: 60,
    priorities: [P2],
    takeChargeMinutes: 30,
    resolveMinutes: 6 * HOUR,
    onBreach: [NOTIFY],
  },
  { name: "Priorité 3", rank: 70, priorities: [P3], takeChargeMinutes: HOUR, resolveMinutes: DAY },
  {
    name: "Priorité 4",
    rank: 80,
    priorities: [P4],
    takeChargeMinutes: 4 * HOUR,
    resolveMinutes: 2 * DAY,
    pausesOn: [REQUESTER, THIRD_PARTY],
  },
  {
    name: "Priorité 5",
    rank: 90,
    priorities: [P5],
    takeChargeMinutes: DAY,
    resolveMinutes: 5 * DAY,
    pausesOn: [REQUESTER, THIRD_PARTY, DATE],
  },
  // What nobody has qualified yet has no priority: it is looked at within two hours.
  { name: "À qualifier", rank: 100, takeChargeMinutes: 2 * HOUR },
];
