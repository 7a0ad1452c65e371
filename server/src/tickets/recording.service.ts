import { DESK_COMPARTMENT_ID } from "../applications/application.entity.js";
import { MailKind } from "../mail/outbox.entity.js";
import { Permission } from "../platform/auth/permission.js";
import { may } from "../platform/auth/viewer.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField, InvalidInput, NotPermitted, refuse, UnknownReference } from "../platform/graphql/problem.js";
import { insertTicketText } from "../search/ticket-index.js";
import { type RulesInForce, rulesOfVersion } from "../service-levels/service-level.settings.js";
import { recordVerdicts } from "../service-levels/target.events.js";
import { passed, started, type Ticked } from "../service-levels/ticket-clock.js";
import { ActedTicket, type ActOutcome, earlierOutcome, remember } from "./acting.js";
import type { Callers, Mailing, NewCaller, SupportChains } from "./collaborators.js";
import { interventionStep } from "./conversation.service.js";
import { isImport, type Party, personOf } from "./party.js";
import { compartmentOf, demandCategory, type Qualification, qualifyStep } from "./qualification.service.js";
import type { Resolution, ResolutionService } from "./resolution.service.js";
import { TicketAct } from "./ticket.act.js";
import {
  Channel,
  InterventionMeans,
  type Nature,
  NO_CLOCK,
  type Scale,
  type Ticket,
  type TicketKind,
  TicketState,
} from "./ticket.entity.js";
import { TicketEventType, ticketEvent } from "./ticket.events.js";
import { isVisibleTo, mayEnd } from "./ticket.policy.js";
import { insertTicket, type NewTicket, RULES_VERSION } from "./ticket.rows.js";

export interface RecordCommand {
  key: string | null;
  /** Where it stands in the input: what is refused names its place. "input" when absent. */
  at?: string;
  channel: Channel;
  kind: TicketKind;
  subject: string;
  description: string;
  /** Null with no new caller: the viewer asks for themselves. */
  requesterId: number | null;
  newCaller: NewCaller | null;
  beneficiaryId: number | null;
  applicationId: number | null;
  nature: Nature | null;
  impact: Scale | null;
  urgency: Scale | null;
  categoryId: number | null;
  /** When the person asked, if not now. */
  reportedAt: Date | null;
  followUpOf: number | null;
  externalReference: string | null;
}

export interface RecordAndResolveCommand {
  key: string | null;
  ticket: RecordCommand;
  resolution: Resolution;
  close: boolean;
  /** Minutes on the telephone; null: not counted. */
  minutes: number | null;
}

interface Requester {
  id: number;
  siteId: number | null;
  language: string;
  /** Of the service levels' settings, as of when the requester was read. */
  rulesVersion: number;
}

/** How requests become tickets. */
export class Recording {
  constructor(
    private readonly chains: SupportChains,
    private readonly callers: Callers,
    private readonly mailing: Mailing,
    private readonly resolution: ResolutionService,
  ) {}

  /** NEW in the application's first queue, or OPEN when it is qualified at once. */
  async record(tx: Transaction, party: Party, command: RecordCommand): Promise<ActOutcome> {
    const earlier = await earlierOutcome(tx, party, "RECORD", command);
    if (earlier) return earlier;
    demandRights(party, command);
    const acted = await this.recordSteps(tx, party, command);
    await acted.save();
    await this.acknowledge(acted);
    const outcome = await remember(tx, party, "RECORD", command, acted.ticket);
    return command.followUpOf === null ? outcome : { ...outcome, ticket: null };
  }

  /** The telephone: record, qualify, resolve and close in one commit, one history entry per step, one mail. */
  async recordAndResolve(tx: Transaction, party: Party, command: RecordAndResolveCommand): Promise<ActOutcome> {
    const earlier = await earlierOutcome(tx, party, "RECORD_AND_RESOLVE", command);
    if (earlier) return earlier;
    if (party.viewer && !may(party.viewer, Permission.TICKETS_ACT)) refuse(new NotPermitted());
    if (party.viewer && !mayEnd(party.viewer, command.ticket)) refuse(new NotPermitted("SUPERVISOR_ONLY"));
    demandRights(party, command.ticket);
    const acted = await this.recordSteps(tx, party, command.ticket);
    if (command.minutes !== null) {
      const means = command.ticket.channel === Channel.ON_SITE ? InterventionMeans.ON_SITE : InterventionMeans.PHONE;
      await interventionStep(acted, { means, minutes: command.minutes, startedAt: null, note: null });
    }
    acted.demandPossible(TicketAct.RESOLVE);
    await this.resolution.resolveSteps(acted, command.resolution, command.close);
    await acted.save();
    return remember(tx, party, "RECORD_AND_RESOLVE", command, acted.ticket);
  }

  /**
   * The requester, or who it is for, comes back too late to reopen: a new ticket that names the old one. They may, for
   * they may write on that one.
   */
  async followUp(old: ActedTicket, text: string): Promise<Ticket> {
    const { tx, party, ticket } = old;
    const acted = await this.recordSteps(tx, party, {
      key: null,
      channel: Channel.WEB,
      kind: ticket.kind,
      subject: ticket.subject,
      description: text,
      requesterId: ticket.requesterId,
      newCaller: null,
      beneficiaryId: ticket.beneficiaryId,
      applicationId: ticket.applicationId,
      nature: null,
      impact: null,
      urgency: null,
      categoryId: null,
      reportedAt: null,
      followUpOf: ticket.number,
      externalReference: null,
    });
    await acted.save();
    await this.acknowledge(acted);
    return acted.ticket;
  }

  private async recordSteps(tx: Transaction, party: Party, command: RecordCommand): Promise<ActedTicket> {
    demandFacts(tx, party, command);
    await demandNewReference(tx, command);
    const origin = await this.origin(tx, party, command.followUpOf);
    const requester = await this.requester(tx, party, command);
    if (command.beneficiaryId !== null) await findPerson(tx, command.beneficiaryId, `${placeOf(command)}.beneficiary`);
    const rules = await rulesOfVersion(tx, requester.rulesVersion);
    const { ticket, verdicts } = await this.insert(tx, party, command, requester, origin, rules);
    tx.record(
      ticketEvent(TicketEventType.RECORDED, null, ticket, { relatedId: origin?.number ?? null, businessMs: 0 }),
    );
    recordVerdicts(tx, ticket, ticket, verdicts);
    if (origin) recordFollowUp(tx, origin, ticket.number, rules);
    await insertTicketText(tx, ticket.number, `${command.subject}\n${command.description}`);

    const acted = new ActedTicket(tx, party, ticket, rules);
    const qualification = completeQualification(command);
    // In an import the first row's facts belong to its recording: nobody has taken charge yet.
    if (qualification)
      await qualifyStep(acted, qualification, isImport(party) ? null : TicketAct.QUALIFY, {}, placeOf(command));
    else if (command.categoryId !== null) {
      await demandCategory(tx, command.categoryId, command.applicationId, placeOf(command));
    }
    return acted;
  }

  private async insert(
    tx: Transaction,
    party: Party,
    command: RecordCommand,
    requester: Requester,
    origin: Ticket | null,
    rules: RulesInForce,
  ): Promise<Ticked<Ticket>> {
    const { applicationId, nature, kind, channel, subject, description, impact, urgency, categoryId } = command;
    // What a ticket was about, the one that follows it is about too, even if the desk has withdrawn it since.
    const withdrawnToo = origin?.applicationId === applicationId;
    const compartmentId =
      applicationId === null
        ? DESK_COMPARTMENT_ID
        : await compartmentOf(tx, applicationId, placeOf(command), withdrawnToo);
    const queue = await this.chains.firstQueue(tx, { applicationId, nature });
    const spokenTo = (channel === Channel.PHONE || channel === Channel.ON_SITE) && isOfTheDesk(party);
    const recorded: NewTicket = {
      version: 1,
      position: 0,
      kind,
      nature,
      channel,
      state: TicketState.NEW,
      waitingFor: null,
      waitingUntil: null,
      impact,
      urgency,
      priority: null,
      prioritySort: 0,
      categoryId,
      applicationId,
      compartmentId,
      subject,
      description,
      language: requester.language,
      requesterId: requester.id,
      beneficiaryId: command.beneficiaryId,
      requesterSiteId: requester.siteId,
      ...queue,
      highestLevel: queue.level,
      assigneeId: null,
      reportedAt: command.reportedAt ?? tx.now,
      recordedAt: tx.now,
      updatedAt: tx.now,
      queueEnteredAt: tx.now,
      takenInChargeAt: null,
      takenAtLevelAt: null,
      firstReplyAt: spokenTo ? tx.now : null,
      resolvedAt: null,
      resolvedById: null,
      resolvedQueueId: null,
      resolutionCode: null,
      solution: null,
      articleId: null,
      closedAt: null,
      reopenableUntil: null,
      reopenCount: 0,
      nextNewsAt: null,
      chasingCount: 0,
      followUpOfNumber: command.followUpOf,
      externalReference: command.externalReference,
      ...NO_CLOCK,
      clockAsleep: isImport(party),
    };
    const { ticket, verdicts } = started(recorded, tx.now, rules);
    return { ticket: await insertTicket(tx, ticket), verdicts };
  }

  private async requester(tx: Transaction, party: Party, command: RecordCommand): Promise<Requester> {
    if (command.newCaller) {
      const at = `${placeOf(command)}.requesterNew`;
      return findPerson(tx, await this.callers.createCaller(tx, command.newCaller, at), at);
    }
    const id = command.requesterId ?? personOf(party);
    if (id === null) return refuse(new InvalidInput([new InvalidField("input.requester", "REQUIRED")]));
    return findPerson(tx, id, `${placeOf(command)}.requester`, command.followUpOf !== null);
  }

  private async origin(tx: Transaction, party: Party, number: number | null): Promise<Ticket | null> {
    if (number === null) return null;
    const [row] = await tx.query<Ticket[]>("SELECT * FROM ticket WHERE number = ? FOR UPDATE", [number]);
    if (!row || (party.viewer && !isVisibleTo(party.viewer, row)))
      return refuse(new UnknownReference("input.followUpOf"));
    return row;
  }

  private async acknowledge({ tx, party, ticket }: ActedTicket): Promise<void> {
    if (isImport(party)) return;
    await this.mailing.queue(tx, { kind: MailKind.ACKNOWLEDGEMENT, ticket });
  }
}

/** On the ticket that is taken up again: nothing of it changes. */
function recordFollowUp(tx: Transaction, origin: Ticket, relatedId: number, rules: RulesInForce): void {
  const businessMs = origin.clockAt && passed(origin, tx.now, rules).ticket.clockMs;
  tx.record(ticketEvent(TicketEventType.FOLLOWED_UP, origin, origin, { relatedId, businessMs }));
}

/** Who may record for whom, and with which facts. */
function demandRights({ viewer }: Party, command: RecordCommand): void {
  if (viewer === null) return;
  const forSelf =
    viewer.kind === "PERSON" && !command.newCaller && (command.requesterId ?? viewer.personId) === viewer.personId;
  if (!may(viewer, forSelf ? Permission.TICKETS_RECORD : Permission.TICKETS_RECORD_FOR_OTHERS)) {
    refuse(new NotPermitted());
  }
  const qualifies = command.nature ?? command.impact ?? command.urgency;
  if (qualifies !== null && !may(viewer, Permission.TICKETS_ACT)) refuse(new NotPermitted("QUALIFYING"));
}

/** Whether somebody of the desk records, who heard the request; a requester, a program or an import did not. */
function isOfTheDesk({ viewer }: Party): boolean {
  return viewer?.kind === "PERSON" && may(viewer, Permission.TICKETS_RECORD_FOR_OTHERS);
}

/** Who asks for themselves asks in writing: a call or a visit is what the desk says it had. */
const WRITTEN: readonly Channel[] = [Channel.WEB, Channel.EMAIL, Channel.API];

function demandFacts(tx: Transaction, party: Party, command: RecordCommand): void {
  const fields: InvalidField[] = [];
  const mayHaveSpoken = party.viewer === null || may(party.viewer, Permission.TICKETS_RECORD_FOR_OTHERS);
  if (!mayHaveSpoken && !WRITTEN.includes(command.channel)) {
    fields.push(new InvalidField(`${placeOf(command)}.channel`, "UNKNOWN_CHOICE"));
  }
  if (command.reportedAt && command.reportedAt > tx.now) {
    fields.push(new InvalidField(`${placeOf(command)}.reportedAt`, "DATE"));
  }
  if (fields.length > 0) refuse(new InvalidInput(fields));
}

async function demandNewReference(tx: Transaction, command: RecordCommand): Promise<void> {
  const { externalReference } = command;
  if (externalReference === null) return;
  const [taken] = await tx.query<unknown[]>("SELECT number FROM ticket WHERE externalReference = ?", [
    externalReference,
  ]);
  if (taken) refuse(new InvalidInput([new InvalidField(`${placeOf(command)}.externalReference`, "TAKEN")]));
}

function completeQualification(command: RecordCommand): Qualification | null {
  const { nature, impact, urgency, applicationId, categoryId } = command;
  if (nature === null || impact === null || urgency === null || applicationId === null) return null;
  return { nature, impact, urgency, applicationId, categoryId };
}

/** Somebody of the desk; who has left too, where a request of theirs goes on. */
async function findPerson(tx: Transaction, id: number, path: string, leftToo: boolean = false): Promise<Requester> {
  const sql = `SELECT id, siteId, language, ${RULES_VERSION} FROM person WHERE id = ? AND (active OR ?)`;
  const [row] = await tx.query<Requester[]>(sql, [id, leftToo]);
  return row ?? refuse(new UnknownReference(path));
}

function placeOf({ at = "input" }: RecordCommand): string {
  return at;
}
