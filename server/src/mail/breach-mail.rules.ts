import type { TargetKind } from "../service-levels/service-level.model.js";
import type { MailText } from "./mail-text.rules.js";

/** What a mail about a missed target says, as plain data. */
export interface BreachFacts {
  language: "fr" | "en";
  deskName: string;
  /** IANA name: dates are written in the desk's zone. */
  timeZone: string;
  number: number;
  subject: string;
  target: TargetKind;
  dueAt: Date;
  priority: string | null;
  /** Who has it; null: nobody. */
  assignee: string | null;
  /** Where the ticket is read. */
  url: string;
}

/** To a supervisor: which ticket has missed what, and who has it. The ticket itself is read at the desk. */
export function composeBreachMail(facts: BreachFacts): MailText {
  const words = WORDS[facts.language];
  const subject = facts.subject.replace(/\s+/g, " ").trim();
  const due = new Intl.DateTimeFormat(LOCALES[facts.language], {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: facts.timeZone,
  }).format(facts.dueAt);
  const paragraphs = [
    words.hello,
    words[facts.target](facts.number, subject, due),
    [words.priority(facts.priority), words.assignee(facts.assignee)].join("\n"),
    facts.url,
    facts.deskName,
  ];
  return {
    subject: `[#${facts.number}] ${words.subject}${subject}`.slice(0, 500),
    body: `${paragraphs.join("\n\n")}\n`,
  };
}

const LOCALES = { fr: "fr-FR", en: "en-GB" };

interface Words extends Record<TargetKind, (number: number, subject: string, due: string) => string> {
  hello: string;
  subject: string;
  priority(priority: string | null): string;
  assignee(name: string | null): string;
}

const WORDS: Record<BreachFacts["language"], Words> = {
  fr: {
    hello: "Bonjour,",
    subject: "Échéance dépassée\u00a0: ",
    TAKE_CHARGE: (number, subject, due) =>
      `Le ticket n°\u00a0${number}, «\u00a0${subject}\u00a0», n’a pas été pris en charge à temps\u00a0: l’échéance était le ${due}.`,
    RESOLVE: (number, subject, due) =>
      `Le ticket n°\u00a0${number}, «\u00a0${subject}\u00a0», n’a pas été résolu à temps\u00a0: l’échéance était le ${due}.`,
    priority: (priority) => `Priorité\u00a0: ${priority ?? "pas encore qualifié"}`,
    assignee: (name) => `Assigné à\u00a0: ${name ?? "personne"}`,
  },
  en: {
    hello: "Hello,",
    subject: "Target missed: ",
    TAKE_CHARGE: (number, subject, due) =>
      `Ticket #${number}, “${subject}”, has not been taken charge of in time: it was due on ${due}.`,
    RESOLVE: (number, subject, due) =>
      `Ticket #${number}, “${subject}”, has not been resolved in time: it was due on ${due}.`,
    priority: (priority) => `Priority: ${priority ?? "not qualified yet"}`,
    assignee: (name) => `Assigned to: ${name ?? "nobody"}`,
  },
};
