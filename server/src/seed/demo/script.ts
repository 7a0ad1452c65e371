import { Channel, InterventionMeans, Nature, ResolutionCode, TicketKind } from "../../tickets/ticket.entity.js";

/** One thing that somebody does to a ticket in the course of the demo week. Who and when is the player's to choose. */
export type Step =
  | { act: "take" | "close" | "release" }
  | { act: "escalate" | "handBack"; reason: string; queue?: string }
  | { act: "transfer"; reason: string; queue: string }
  | { act: "reply" | "ask" | "answer" | "note" | "chase" | "cancel" | "resume"; text: string }
  | { act: "work"; means: InterventionMeans; minutes: number; text: string | null }
  | { act: "waitForOthers"; text: string }
  | { act: "waitUntil"; days: number; text: string }
  | { act: "promise"; hours: number }
  | { act: "resolve"; code: ResolutionCode; solution: string; article?: string };

/** A request and what becomes of it. */
export interface TicketPlan {
  /** Application and category: "VPN/Certificat". */
  about: string;
  kind?: TicketKind;
  /** TECHNICAL when left out. */
  nature?: Nature;
  /** Impact and urgency, by their initials; "LM" when left out. */
  weight?: Weight;
  /** By telephone when left out. */
  by?: Channel;
  language?: "en";
  /** A person by name; anybody of the language when left out. */
  from?: string;
  subject: string;
  text: string;
  /** Solved during the call that reports it: record, qualify, resolve and close in one act. */
  call?: { minutes: number; code: ResolutionCode; solution: string; article?: string };
  then?: Step[];
}

type Initial = "L" | "M" | "H";
export type Weight = `${Initial}${Initial}`;

export const { FUNCTIONAL, REGULATORY } = Nature;
export const { QUESTION, COMPLAINT, SERVICE_REQUEST } = TicketKind;
export const { EMAIL, WEB, ON_SITE, MONITORING } = Channel;

/** Solved on the telephone with an article of the knowledge base. */
export const known = (minutes: number, article: string, solution: string): TicketPlan["call"] => ({
  minutes,
  code: ResolutionCode.SOLVED,
  solution,
  article,
});

/** Solved on the telephone by something that no article says yet. */
export const solvedAtOnce = (minutes: number, solution: string): TicketPlan["call"] => ({
  minutes,
  code: ResolutionCode.SOLVED,
  solution,
});

/** Ended on the telephone without anything to repair. */
export const endedAtOnce = (minutes: number, code: ResolutionCode, solution: string): TicketPlan["call"] => ({
  minutes,
  code,
  solution,
});

export const take = (): Step => ({ act: "take" });
export const close = (): Step => ({ act: "close" });
export const release = (): Step => ({ act: "release" });
export const up = (reason: string): Step => ({ act: "escalate", reason });
/** Past the next level. */
export const upTo = (queue: string, reason: string): Step => ({ act: "escalate", reason, queue });
export const back = (reason: string): Step => ({ act: "handBack", reason });
export const across = (queue: string, reason: string): Step => ({ act: "transfer", reason, queue });
export const reply = (text: string): Step => ({ act: "reply", text });
/** A reply that waits for the requester's answer. */
export const ask = (text: string): Step => ({ act: "ask", text });
/** The requester's word. */
export const answer = (text: string): Step => ({ act: "answer", text });
export const note = (text: string): Step => ({ act: "note", text });
export const chase = (text: string): Step => ({ act: "chase", text });
export const cancel = (text: string): Step => ({ act: "cancel", text });
export const resume = (text: string): Step => ({ act: "resume", text });
export const promise = (hours: number): Step => ({ act: "promise", hours });
export const waitForOthers = (text: string): Step => ({ act: "waitForOthers", text });
export const waitUntil = (days: number, text: string): Step => ({ act: "waitUntil", days, text });

const work =
  (means: InterventionMeans) =>
  (minutes: number, text: string | null = null): Step => ({ act: "work", means, minutes, text });
export const remotely = work(InterventionMeans.REMOTE);
export const onSite = work(InterventionMeans.ON_SITE);
export const byPhone = work(InterventionMeans.PHONE);

const ended =
  (code: ResolutionCode) =>
  (solution: string, article?: string): Step => ({ act: "resolve", code, solution, article });
export const solved = ended(ResolutionCode.SOLVED);
export const workaround = ended(ResolutionCode.WORKAROUND);
export const noFault = ended(ResolutionCode.NO_FAULT);
export const noAnswer = ended(ResolutionCode.NO_ANSWER);
export const outOfScope = ended(ResolutionCode.OUT_OF_SCOPE);
export const refused = ended(ResolutionCode.REFUSED);
