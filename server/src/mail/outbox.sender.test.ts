import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Committed, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { ActorKind } from "../platform/events/actor.js";
import { smtpTransport } from "../platform/mail/smtp.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import type { RecordCommand } from "../tickets/recording.service.js";
import { Channel, Nature, ResolutionCode, Scale, type Ticket, TicketKind } from "../tickets/ticket.entity.js";
import { Mailbox } from "./mailbox.fixture.js";
import { Mailing } from "./mailing.service.js";
import { MailKind, type OutboxMail } from "./outbox.entity.js";
import { OutboxSender } from "./outbox.sender.js";

let desk: TestDesk;
let mailbox: Mailbox;
const logged: string[] = [];
const log = {
  warn: (_: object, message: string) => void logged.push(message),
  error: (_: object, message: string) => void logged.push(message),
};

beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
});

beforeEach(async () => {
  mailbox = await Mailbox.open();
  logged.length = 0;
  await desk.database.query("DELETE FROM outbox");
});

function sender(url = mailbox.url, work: UnitOfWork = desk.work): OutboxSender {
  const transport = smtpTransport(url, "Assistance <desk@prefecture.example>");
  return new OutboxSender(desk.database, work, transport, log, () => desk.now);
}

async function sendAll(by: OutboxSender = sender()): Promise<number> {
  const sent = await by.sendWaiting();
  await by.stop();
  return sent;
}

async function record(subject = "Imprimante hors service", qualified: Partial<RecordCommand> = {}): Promise<Ticket> {
  const party = await desk.as(desk.people.hotline);
  const { value } = await desk.work.run(party.actor, (tx) =>
    desk.services.recording.record(tx, party, {
      key: randomUUID(),
      channel: Channel.PHONE,
      kind: TicketKind.INCIDENT,
      subject,
      description: "Elle ne répond plus depuis ce matin.",
      requesterId: desk.people.requester.id,
      newCaller: null,
      beneficiaryId: null,
      applicationId: null,
      nature: null,
      impact: null,
      urgency: null,
      categoryId: null,
      reportedAt: null,
      followUpOf: null,
      externalReference: null,
      ...qualified,
    }),
  );
  return ticket(value.number);
}

async function ticket(number: number): Promise<Ticket> {
  const [row] = await desk.database.query<Ticket[]>("SELECT * FROM ticket WHERE number = ?", [number]);
  return row!;
}

async function outbox(): Promise<OutboxMail[]> {
  return desk.database.query<OutboxMail[]>("SELECT * FROM outbox ORDER BY id");
}

async function mailEvents(id: number): Promise<{ type: string; relatedId: number; actorKind: string }[]> {
  return desk.database.query(
    "SELECT type, relatedId, actorKind FROM event WHERE subjectType = 'MAIL' AND subjectId = ? ORDER BY position",
    [id],
  );
}

describe("the outbox's sender", () => {
  it("hands a mail over in the requester's language, as an automatic one, and says so in the log", async () => {
    const { number, version } = await record("Écran noir à l’allumage");
    expect(await sendAll()).toBe(1);

    const [mail] = await outbox();
    const [received] = mailbox.received;
    expect(received!.to).toBe("r.mi.requester@desk.test");
    expect(received!.headers.get("subject")).toBe(`[#${number}] Écran noir à l’allumage`);
    expect(received!.headers.get("from")).toBe("Assistance <desk@prefecture.example>");
    expect(received!.headers.get("to")).toContain("Rémi Requester");
    expect(received!.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(received!.headers.get("content-language")).toBe("fr");
    expect(received!.headers.get("auto-submitted")).toBe("auto-generated");
    expect(received!.headers.get("message-id")).toBe(mail!.messageId);
    expect(mail!.messageId).toMatch(/^<ticket-\d+\.[\da-f-]{36}@desk\.test>$/);
    expect(received!.text).toContain(`enregistrée sous le numéro ${number}`);
    expect(mail).toMatchObject({ state: "SENT", sentAt: desk.now, attempts: 1, lastError: null, leasedUntil: null });
    expect(await mailEvents(mail!.id)).toEqual([{ type: "MAIL_SENT", relatedId: number, actorKind: "SYSTEM" }]);
    expect((await ticket(number)).version).toBe(version);
  });

  it("writes English to who reads English", async () => {
    await desk.database.query("UPDATE person SET language = 'en' WHERE id = ?", [desk.people.requester.id]);
    const { number } = await record();
    await desk.database.query("UPDATE person SET language = 'fr' WHERE id = ?", [desk.people.requester.id]);
    await sendAll();
    expect(mailbox.received[0]!.headers.get("content-language")).toBe("en");
    expect(mailbox.received[0]!.text).toContain(`Its number is ${number}.`);
  });

  it("threads the mails of a ticket, and does not call a person's word automatic", async () => {
    const party = await desk.as(desk.people.hotline);
    const { number } = await record();
    const mailing = new Mailing("https://desk.test:8443");
    for (const text of ["Est-elle allumée ?", "Et le câble ?"]) {
      const asked = await ticket(number);
      await desk.work.run(party.actor, (tx) => mailing.queue(tx, { kind: MailKind.REPLY, ticket: asked, text }));
    }
    await sendAll();
    const [first, second, third] = mailbox.received.map(({ headers }) => headers);
    expect(first!.get("in-reply-to")).toBeUndefined();
    expect(second!.get("in-reply-to")).toBe(first!.get("message-id"));
    expect(third!.get("in-reply-to")).toBe(second!.get("message-id"));
    expect(third!.get("references")).toBe(`${first!.get("message-id")} ${second!.get("message-id")}`);
    expect(second!.get("auto-submitted")).toBeUndefined();
    expect(mailbox.received[2]!.text).toContain("Et le câble ?\n\nHugo Hotline\nGuichet");
  });

  it("skips who has no address, and shows it", async () => {
    const address = desk.database.query("SELECT * FROM address WHERE personId = ?", [desk.people.requester.id]);
    const [kept] = (await address) as { personId: number; kind: string; value: string; normalised: string }[];
    await desk.database.query("DELETE FROM address WHERE personId = ?", [desk.people.requester.id]);
    const { number } = await record();
    await desk.database.query("INSERT INTO address (personId, kind, value, normalised) VALUES (?)", [
      [kept!.personId, kept!.kind, kept!.value, kept!.normalised],
    ]);
    expect(await sendAll()).toBe(0);
    expect(await outbox()).toMatchObject([{ state: "SKIPPED", address: null, ticketNumber: number }]);
    expect(mailbox.received).toEqual([]);
  });

  it("tries again later, not sooner, what is refused for now", async () => {
    await record();
    let refusals = 2;
    mailbox.refuse = () => (refusals-- > 0 ? { code: 451, text: "4.7.1 Grey-listed" } : null);
    const patient = sender();
    expect(await patient.sendWaiting()).toBe(0);
    expect(await outbox()).toMatchObject([
      { state: "WAITING", attempts: 1, lastError: expect.stringContaining("451") },
    ]);
    expect(await patient.sendWaiting()).toBe(0);
    expect(refusals).toBe(1);
    desk.pass(1);
    expect(await patient.sendWaiting()).toBe(0);
    desk.pass(1);
    expect(await patient.sendWaiting()).toBe(0);
    desk.pass(1);
    expect(await sendAll(patient)).toBe(1);
    const [mail] = await outbox();
    expect(mail).toMatchObject({ state: "SENT", attempts: 3, lastError: null });
    expect(await mailEvents(mail!.id)).toHaveLength(1);
  });

  it("gives up at once what is refused for good, and goes on with the others", async () => {
    const { number } = await record("Refused");
    await record("Accepted");
    const [refused, accepted] = await outbox();
    await desk.database.query("UPDATE outbox SET address = 'nobody@desk.test' WHERE id = ?", [refused!.id]);
    mailbox.refuse = (to) => (to === "nobody@desk.test" ? { code: 550, text: "5.1.1 No such user" } : null);
    expect(await sendAll()).toBe(1);
    expect(await outbox()).toMatchObject([
      { id: refused!.id, state: "FAILED", lastError: expect.stringContaining("5.1.1 No such user"), attempts: 1 },
      { id: accepted!.id, state: "SENT" },
    ]);
    expect(await mailEvents(refused!.id)).toEqual([{ type: "MAIL_FAILED", relatedId: number, actorKind: "SYSTEM" }]);
  });

  it("costs the other mails no attempt while the server is not to be reached", async () => {
    await record("One");
    await record("Two");
    await mailbox.close();
    expect(await sendAll(sender("smtp://127.0.0.1:1"))).toBe(0);
    expect(await outbox()).toMatchObject([
      { state: "WAITING", attempts: 1, leasedUntil: null },
      { state: "WAITING", attempts: 0, leasedUntil: null, notBefore: expect.any(Date) },
    ]);
    expect(logged).toEqual(["A mail was not handed over"]);
  });

  it("sends the very same mail again when it died between the far end's yes and its own commit", async () => {
    await record();
    await expect(sender(mailbox.url, new DyingWork(desk.database, [], () => undefined)).sendWaiting()).rejects.toThrow(
      "killed",
    );
    expect(await outbox()).toMatchObject([{ state: "SENDING" }]);
    expect(await sendAll()).toBe(0);
    desk.pass(11);
    expect(await sendAll()).toBe(1);
    const [first, again] = mailbox.received;
    expect(again!.raw).toBe(first!.raw);
    expect(await outbox()).toMatchObject([{ state: "SENT", attempts: 2 }]);
  });

  it("doubles nothing beside a second one on the same outbox", async () => {
    for (let n = 0; n < 30; n++) await record(`Request ${n}`);
    const sent = await Promise.all([sendAll(sender()), sendAll(sender())]);
    expect(sent[0] + sent[1]).toBe(30);
    expect(mailbox.received).toHaveLength(30);
    expect(new Set(mailbox.received.map(({ headers }) => headers.get("message-id"))).size).toBe(30);
  });

  it("sends one mail for a resolution that closes, the closing one", async () => {
    const party = await desk.as(desk.people.hotline);
    const { number } = await record("Mot de passe expiré", {
      nature: Nature.TECHNICAL,
      impact: Scale.LOW,
      urgency: Scale.HIGH,
      applicationId: desk.applicationId,
    });
    const resolution = { code: ResolutionCode.SOLVED, solution: "Réinitialisé au téléphone.", articleId: null };
    await desk.work.run(party.actor, (tx) =>
      desk.services.resolution.resolve(tx, party, {
        number,
        version: null,
        key: randomUUID(),
        resolution,
        close: true,
      }),
    );
    expect(await sendAll()).toBe(2);
    expect((await outbox()).map(({ kind }) => kind)).toEqual([MailKind.ACKNOWLEDGEMENT, MailKind.CLOSING]);
    expect(mailbox.received[1]!.text).toContain("Réinitialisé au téléphone.");
    expect(mailbox.received[1]!.text).toContain("Votre demande est close.");
  });

  it("started, sends by itself what comes in, and stops without leaving anything half done", async () => {
    const started = new OutboxSender(
      desk.database,
      desk.work,
      smtpTransport(mailbox.url, "desk@prefecture.example"),
      log,
      () => desk.now,
      { pollMs: 5 },
    );
    started.start();
    const { number } = await record();
    await expect.poll(() => mailbox.received.length).toBe(1);
    await started.stop();
    expect(mailbox.received[0]!.headers.get("subject")).toContain(`#${number}`);
    expect(await outbox()).toMatchObject([{ state: "SENT" }]);
  });
});

/** A process that is killed when it wants to write down what it has done. */
class DyingWork extends UnitOfWork {
  override run<T>(actor: { kind: ActorKind }): Promise<Committed<T>> {
    return Promise.reject(new Error(`killed before the commit of ${actor.kind}`));
  }
}
