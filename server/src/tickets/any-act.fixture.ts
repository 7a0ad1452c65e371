import { randomUUID } from "node:crypto";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { TestDesk } from "../testing/desk.js";
import type { ActCommand, ActOutcome } from "./acting.js";
import { assign, release, take } from "./assignment.service.js";
import type { Party } from "./party.js";
import { qualify } from "./qualification.service.js";
import type { TicketAct } from "./ticket.act.js";
import { Channel, InterventionMeans, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "./ticket.entity.js";

export type Performer = (tx: Transaction, party: Party, command: ActCommand) => Promise<ActOutcome>;

/** Each act, asked for with everything that it may need. */
export function performers(desk: TestDesk): Record<TicketAct, Performer> {
  const { routing, conversation, waiting, resolution } = desk.services;
  const reason = "Parce que";
  const { hotline, support, expert, engineer } = desk.people;
  return {
    QUALIFY: (tx, party, command) =>
      qualify(tx, party, {
        ...command,
        nature: Nature.TECHNICAL,
        impact: Scale.HIGH,
        urgency: Scale.LOW,
        applicationId: desk.applicationId,
        categoryId: null,
        kind: null,
        subject: null,
      }),
    TAKE: (tx, party, command) => take(tx, party, { ...command, reason }),
    ASSIGN: async (tx, party, command) => {
      const [row] = await tx.query<{ level: number }[]>("SELECT level FROM ticket WHERE number = ?", [command.number]);
      const assigneeId = [hotline, support, expert, engineer][row!.level]!.id;
      return assign(tx, party, { ...command, assigneeId, reason });
    },
    RELEASE: (tx, party, command) => release(tx, party, { ...command, reason }),
    ESCALATE: (tx, party, command) => routing.escalate(tx, party, { ...command, queueId: null, reason }),
    HAND_BACK: (tx, party, command) => routing.handBack(tx, party, { ...command, queueId: null, reason }),
    TRANSFER: (tx, party, command) =>
      routing.transfer(tx, party, { ...command, queueId: desk.queues.other.queueId, applicationId: null, reason }),
    REPLY: (tx, party, command) => conversation.reply(tx, party, { ...command, text: "Bonjour", wait: false }),
    NOTE: (tx, party, command) => conversation.note(tx, party, { ...command, text: "Vu" }),
    INTERVENE: (tx, party, command) =>
      conversation.intervene(tx, party, {
        ...command,
        means: InterventionMeans.REMOTE,
        minutes: 5,
        startedAt: null,
        note: null,
      }),
    WAIT: (tx, party, command) =>
      waiting.wait(tx, party, {
        ...command,
        waitFor: WaitingFor.DATE,
        until: new Date(tx.now.getTime() + 60_000),
        message: null,
        reason: null,
      }),
    RESUME: (tx, party, command) => waiting.resume(tx, party, { ...command, reason }),
    RESOLVE: (tx, party, command) =>
      resolution.resolve(tx, party, {
        ...command,
        resolution: { code: ResolutionCode.NO_FAULT, solution: "Rien à faire", articleId: null },
        close: false,
      }),
    CLOSE: (tx, party, command) => resolution.close(tx, party, command),
    REOPEN: (tx, party, command) => resolution.reopen(tx, party, { ...command, reason }),
    CANCEL: (tx, party, command) => resolution.cancel(tx, party, { ...command, reason }),
    CHASE: (tx, party, command) => conversation.chase(tx, party, { ...command, note: null }),
    PROMISE_NEWS: (tx, party, command) =>
      conversation.promiseNews(tx, party, { ...command, at: new Date(tx.now.getTime() + 3_600_000) }),
  };
}

/** A new ticket, recorded by the hotline. */
export async function recorded(desk: TestDesk): Promise<number> {
  const party = await desk.as(desk.people.hotline);
  const { value } = await desk.work.run(party.actor, (tx) =>
    desk.services.recording.record(tx, party, {
      key: randomUUID(),
      channel: Channel.PHONE,
      kind: TicketKind.INCIDENT,
      subject: "Écran noir",
      description: "",
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
    }),
  );
  return value.number;
}
