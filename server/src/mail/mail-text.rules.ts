import type { ResolutionCode } from "../tickets/ticket.entity.js";
import { TicketKind } from "../tickets/ticket.entity.js";
import { MailKind, type RequesterMail } from "./outbox.entity.js";

/** What a mail about a ticket says, as plain data. */
export interface MailFacts {
  kind: RequesterMail;
  language: "fr" | "en";
  deskName: string;
  /** IANA name: dates are written in the desk's zone. */
  timeZone: string;
  ticket: {
    number: number;
    kind: TicketKind;
    subject: string;
  };
  /** What a person of the desk writes; the body of a reply. */
  text: string | null;
  /** Who writes it. */
  author: string | null;
  /** The requester's answer is waited for. */
  awaitsAnswer: boolean;
  resolution: { code: ResolutionCode; solution: string } | null;
  /** For a closing: when it was resolved, if that was not in the same act. */
  resolvedEarlierAt: Date | null;
  /** Closed by the desk itself, because the requester said nothing. */
  bySilence: boolean;
  reopenableUntil: Date | null;
  now: Date;
}

export interface MailText {
  subject: string;
  body: string;
}

/**
 * One mail, in the requester's language. All mails of a ticket have one subject, so that mailboxes that sort by
 * subject keep them together too; what happened is the first thing that the body says.
 */
export function composeMail(facts: MailFacts): MailText {
  const { number, subject } = facts.ticket;
  const oneLine = subject.replace(/\s+/g, " ").trim();
  const again = facts.kind === MailKind.ACKNOWLEDGEMENT ? "" : "Re: ";
  return {
    subject: `${again}[#${number}] ${oneLine}`.slice(0, 500),
    body: `${paragraphs(facts, WORDS[facts.language], oneLine).join("\n\n")}\n`,
  };
}

function paragraphs(facts: MailFacts, words: Words, subject: string): string[] {
  const { number } = facts.ticket;
  const request = words.request(number, subject);
  switch (facts.kind) {
    case MailKind.ACKNOWLEDGEMENT:
      return [
        words.hello,
        words.recorded(number, subject),
        facts.ticket.kind === TicketKind.COMPLAINT ? words.nextForComplaint : words.next,
        words.toAdd(number),
        facts.deskName,
      ];
    case MailKind.REPLY:
      return [
        (facts.text ?? "").trim(),
        [facts.author, facts.deskName].filter(Boolean).join("\n"),
        `-- \n${[words.about(number, subject), facts.awaitsAnswer ? words.awaited(number) : words.toAnswer(number)].join("\n")}`,
      ];
    case MailKind.RESOLUTION:
      return [words.hello, ...resolution(facts, words, request), ...reopening(facts, words), facts.deskName];
    case MailKind.CLOSING:
      return [
        words.hello,
        ...(facts.resolvedEarlierAt
          ? [words.closed(request, day(facts, facts.resolvedEarlierAt), facts.bySilence)]
          : [...resolution(facts, words, request), words.closedToo]),
        ...reopening(facts, words),
        facts.deskName,
      ];
  }
}

function resolution({ resolution, text }: MailFacts, words: Words, request: string): string[] {
  const said = text?.trim() ?? "";
  if (!resolution) return said ? [said] : [];
  const { outcome, heading } = words.resolved[resolution.code];
  const solution = resolution.solution.trim();
  // The word that resolves a ticket often is its solution: it is said once.
  const apart = said && said !== solution ? [said] : [];
  return [outcome(request), ...apart, ...(solution ? [`${heading}\n\n${solution}`] : [])];
}

function reopening(facts: MailFacts, words: Words): string[] {
  const { number } = facts.ticket;
  const until = facts.reopenableUntil;
  return [until && until > facts.now ? words.toReopen(number, moment(facts, until)) : words.toFollowUp(number)];
}

const LOCALES = { fr: "fr-FR", en: "en-GB" };

function moment({ language, timeZone }: MailFacts, at: Date): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "full", timeStyle: "short", timeZone }).format(at);
}

function day({ language, timeZone }: MailFacts, at: Date): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone }).format(at);
}

interface Words {
  hello: string;
  request(number: number, subject: string): string;
  about(number: number, subject: string): string;
  recorded(number: number, subject: string): string;
  next: string;
  nextForComplaint: string;
  toAdd(number: number): string;
  toAnswer(number: number): string;
  awaited(number: number): string;
  resolved: Record<ResolutionCode, { outcome(request: string): string; heading: string }>;
  closed(request: string, on: string, bySilence: boolean): string;
  closedToo: string;
  toReopen(number: number, until: string): string;
  toFollowUp(number: number): string;
}

// French typography wants a space that does not break before : ; ? ! and inside « ».
const WORDS: Record<MailFacts["language"], Words> = {
  fr: {
    hello: "Bonjour,",
    request: (number, subject) => `votre demande n°\u00a0${number}, «\u00a0${subject}\u00a0»,`,
    about: (number, subject) => `Demande n°\u00a0${number}\u00a0: ${subject}`,
    recorded: (number, subject) =>
      `Nous avons bien reçu votre demande «\u00a0${subject}\u00a0». Elle est enregistrée sous le numéro ${number}.`,
    next: "Un technicien va l’examiner. Nous vous écrirons dès que nous aurons une réponse à vous donner ou une question à vous poser\u00a0; vous n’avez rien d’autre à faire d’ici là.",
    nextForComplaint:
      "Votre réclamation est remise au responsable du service, qui l’examinera lui-même et vous répondra.",
    toAdd: (number) =>
      `Pour ajouter une précision, répondez à ce courriel sans en changer l’objet, ou appelez-nous en donnant le numéro ${number}.`,
    toAnswer: (number) =>
      `Pour nous répondre, répondez à ce courriel sans en changer l’objet, ou appelez-nous en donnant le numéro ${number}.`,
    awaited: (number) =>
      `Nous attendons votre réponse pour continuer\u00a0: répondez à ce courriel sans en changer l’objet, ou appelez-nous en donnant le numéro ${number}.`,
    resolved: {
      SOLVED: { outcome: (request) => `C’est résolu\u00a0: ${request} est traitée.`, heading: "La solution\u00a0:" },
      WORKAROUND: {
        outcome: (request) =>
          `Nous avons une solution de contournement pour ${request} en attendant que la cause soit supprimée.`,
        heading: "Comment faire\u00a0:",
      },
      NO_FAULT: {
        outcome: (request) => `Nous avons examiné ${request} et n’avons pas trouvé d’anomalie.`,
        heading: "Ce que nous avons constaté\u00a0:",
      },
      NO_ANSWER: {
        outcome: (request) => `Faute de réponse de votre part, nous avons arrêté de traiter ${request} pour l’instant.`,
        heading: "Où nous en étions\u00a0:",
      },
      OUT_OF_SCOPE: {
        outcome: (request) => `Nous avons examiné ${request} mais elle ne relève pas de notre service d’assistance.`,
        heading: "À qui vous adresser, et pourquoi\u00a0:",
      },
      REFUSED: {
        outcome: (request) => `Nous avons examiné ${request} et ne pouvons pas y donner une suite favorable.`,
        heading: "Le motif\u00a0:",
      },
    },
    closed: (request, on, bySilence) =>
      `Résolue le ${on}${bySilence ? " et sans nouvelle de votre part depuis" : ""}, ${request} est maintenant close.`,
    closedToo: "Votre demande est close.",
    toReopen: (number, until) =>
      `Si cela ne vous convient pas ou si le problème revient, répondez à ce courriel sans en changer l’objet, ou appelez-nous en donnant le numéro ${number}, avant le ${until}\u00a0: nous rouvrirons votre demande. Après cette date, nous en ouvrirons une nouvelle, reliée à celle-ci.`,
    toFollowUp: (number) =>
      `Si le problème revient, écrivez-nous ou appelez-nous en donnant le numéro ${number}\u00a0: nous ouvrirons une nouvelle demande, reliée à celle-ci.`,
  },
  en: {
    hello: "Hello,",
    request: (number, subject) => `your request #${number}, “${subject}”`,
    about: (number, subject) => `Request #${number}: ${subject}`,
    recorded: (number, subject) => `We have received your request “${subject}”. Its number is ${number}.`,
    next: "A technician is going to look into it. We will write to you as soon as we have an answer for you or a question to ask; there is nothing else you need to do until then.",
    nextForComplaint:
      "Your complaint has been given to the supervisor of the service, who will look into it in person and answer you.",
    toAdd: (number) =>
      `To add something, answer this mail without changing its subject, or call us and give the number ${number}.`,
    toAnswer: (number) =>
      `To answer us, reply to this mail without changing its subject, or call us and give the number ${number}.`,
    awaited: (number) =>
      `We need your answer to go on: reply to this mail without changing its subject, or call us and give the number ${number}.`,
    resolved: {
      SOLVED: { outcome: (request) => `It is solved: ${request}, has been dealt with.`, heading: "The solution:" },
      WORKAROUND: {
        outcome: (request) => `We have a workaround for ${request}, until its cause is removed.`,
        heading: "What to do:",
      },
      NO_FAULT: {
        outcome: (request) => `We have looked into ${request}, and have found nothing wrong.`,
        heading: "What we found:",
      },
      NO_ANSWER: {
        outcome: (request) => `As we have not heard from you, we have stopped working on ${request}, for now.`,
        heading: "How far we got:",
      },
      OUT_OF_SCOPE: {
        outcome: (request) => `We have looked into ${request}, but it is not a matter for this service.`,
        heading: "Whom to turn to, and why:",
      },
      REFUSED: {
        outcome: (request) => `We have looked into ${request}, and cannot grant it.`,
        heading: "The reason:",
      },
    },
    closed: (request, on, bySilence) =>
      `Resolved on ${on}${bySilence ? ", and as we have not heard from you since" : ""}, ${request}, is now closed.`,
    closedToo: "Your request is closed.",
    toReopen: (number, until) =>
      `If this does not help or the trouble comes back, reply to this mail without changing its subject, or call us and give the number ${number}, before ${until}: we will reopen your request. After that date we will open a new one, linked to this one.`,
    toFollowUp: (number) =>
      `If the trouble comes back, write to us or call us and give the number ${number}: we will open a new request, linked to this one.`,
  },
};
