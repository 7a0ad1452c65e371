import { describe, expect, it } from "vitest";
import { ResolutionCode, TicketKind } from "../tickets/ticket.entity.js";
import { composeMail, type MailFacts } from "./mail-text.rules.js";
import { MailKind } from "./outbox.entity.js";

const FACTS: MailFacts = {
  kind: MailKind.ACKNOWLEDGEMENT,
  language: "fr",
  deskName: "Assistance de la préfecture",
  timeZone: "Europe/Paris",
  ticket: { number: 1234, kind: TicketKind.INCIDENT, subject: "Imprimante du 2e étage" },
  text: null,
  author: "Camille Roux",
  awaitsAnswer: false,
  resolution: null,
  resolvedEarlierAt: null,
  bySilence: false,
  reopenableUntil: null,
  now: new Date("2026-03-02T09:00:00Z"),
};

const RESOLVED: Partial<MailFacts> = {
  kind: MailKind.RESOLUTION,
  resolution: { code: ResolutionCode.SOLVED, solution: "Le bac 2 a été remis en service." },
  reopenableUntil: new Date("2026-03-09T09:00:00Z"),
};

/** Spaces that do not break are typography: the words are what is compared. */
function body(changes: Partial<MailFacts>): string {
  return composeMail({ ...FACTS, ...changes }).body.replaceAll("\u00a0", " ");
}

describe("a mail to a requester", () => {
  it.each<[string, Partial<MailFacts>, string[]]>([
    [
      "acknowledges in French",
      {},
      ["enregistrée sous le numéro 1234", "« Imprimante du 2e étage »", "Un technicien va l’examiner"],
    ],
    [
      "acknowledges in English",
      { language: "en" },
      ["Its number is 1234", "“Imprimante du 2e étage”", "A technician is going to look into it"],
    ],
    [
      "tells who complains that the supervisor has it",
      { ticket: { ...FACTS.ticket, kind: TicketKind.COMPLAINT } },
      ["remise au responsable du service"],
    ],
    [
      "carries a reply as it was written, and who wrote it",
      { kind: MailKind.REPLY, text: "Bonjour,\n\nLe poste est-il allumé ?" },
      ["Bonjour,\n\nLe poste est-il allumé ?", "Camille Roux\nAssistance de la préfecture", "Pour nous répondre"],
    ],
    [
      "says that an answer is waited for",
      { kind: MailKind.REPLY, text: "Quel est le message ?", awaitsAnswer: true, language: "en" },
      ["We need your answer to go on"],
    ],
    [
      "says how it was resolved, and until when it is reopened, in the desk's time zone",
      RESOLVED,
      ["C’est résolu", "La solution :\n\nLe bac 2 a été remis en service.", "avant le lundi 9 mars 2026 à 10:00"],
    ],
    [
      "says the same in English",
      { ...RESOLVED, language: "en" },
      ["It is solved", "The solution:\n\nLe bac 2", "9 March 2026 at 10:00"],
    ],
    [
      "closes at once with the solution and the deadline, in one mail",
      { ...RESOLVED, kind: MailKind.CLOSING },
      ["C’est résolu", "Le bac 2 a été remis en service.", "Votre demande est close.", "avant le lundi 9 mars 2026"],
    ],
    [
      "closes by silence without repeating the solution, and leads to a new request once the window is over",
      {
        ...RESOLVED,
        kind: MailKind.CLOSING,
        resolvedEarlierAt: new Date("2026-02-20T09:00:00Z"),
        bySilence: true,
        reopenableUntil: new Date("2026-02-27T09:00:00Z"),
      },
      [
        "Résolue le 20 février 2026 et sans nouvelle de votre part depuis",
        "maintenant close",
        "une nouvelle demande, reliée",
      ],
    ],
    [
      "does not hold silence against somebody whose ticket a person closed",
      { ...RESOLVED, kind: MailKind.CLOSING, resolvedEarlierAt: new Date("2026-03-01T09:00:00Z"), language: "en" },
      ["Resolved on 1 March 2026, your request #1234"],
    ],
  ])("%s", (_, changes, said) => {
    for (const words of said) expect(body(changes)).toContain(words);
  });

  it.each(Object.values(ResolutionCode))("puts %s into words of its own in both languages", (code) => {
    const resolution = { code, solution: "Voir ci-joint." };
    const fr = body({ ...RESOLVED, resolution });
    const en = body({ ...RESOLVED, resolution, language: "en" });
    expect(fr).toContain("votre demande n° 1234");
    expect(en).toContain("your request #1234");
    for (const text of [fr, en]) expect(text).not.toContain(code);
  });

  it("says a solution once that is also the word that resolves", () => {
    const text = RESOLVED.resolution!.solution;
    expect(body({ ...RESOLVED, text }).split(text)).toHaveLength(2);
    expect(body({ ...RESOLVED, text: "Merci de votre patience." })).toContain(
      "Merci de votre patience.\n\nLa solution :",
    );
  });

  it("does not promise what the closing of a ticket says twice or not at all", () => {
    const closing = body({
      ...RESOLVED,
      kind: MailKind.CLOSING,
      resolvedEarlierAt: new Date("2026-02-20T09:00:00Z"),
      reopenableUntil: new Date("2026-02-27T09:00:00Z"),
    });
    expect(closing).not.toContain("Le bac 2");
    expect(closing).not.toContain("rouvrirons");
  });

  it("keeps one subject with the number on one line, whatever the ticket's subject holds", () => {
    const ticket = { ...FACTS.ticket, subject: "Imprimante\r\nBcc: victim@example.org" };
    expect(composeMail({ ...FACTS, ticket }).subject).toBe("[#1234] Imprimante Bcc: victim@example.org");
    expect(composeMail({ ...FACTS, ...RESOLVED }).subject).toBe("Re: [#1234] Imprimante du 2e étage");
  });
});
