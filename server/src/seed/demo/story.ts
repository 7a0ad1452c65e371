import type { Sql } from "../../platform/database/sql.js";
import type { Transaction } from "../../platform/database/unit-of-work.js";
import type { ActCommand, ActOutcome } from "../../tickets/acting.js";
import { release, take } from "../../tickets/assignment.service.js";
import { type Party, personOf } from "../../tickets/party.js";
import { qualify } from "../../tickets/qualification.service.js";
import type { RecordCommand } from "../../tickets/recording.service.js";
import type { Resolution } from "../../tickets/resolution.service.js";
import { Channel, Nature, Scale, TicketKind, WaitingFor } from "../../tickets/ticket.entity.js";
import type { TicketServices } from "../../tickets/ticket.services.js";
import type { BuiltQueue } from "../builders.js";
import type { Cast } from "./cast.js";
import type { Step, TicketPlan } from "./script.js";
import { isRecordedUnqualified, type Scene } from "./timetable.rules.js";

/** What the stories of the week have in common. */
export interface Stage {
  tickets: TicketServices;
  cast: Cast;
  /** What the end of the week is: dates still to come are counted from it. */
  now: Date;
  supervisor: string;
  queue: (code: string) => BuiltQueue;
  applicationId: (code: string) => number;
  categoryId: (about: string) => number;
  articleId: (key: string) => number;
}

const SCALES: Record<string, Scale> = { L: Scale.LOW, M: Scale.MEDIUM, H: Scale.HIGH };
const HOUR = 3_600_000;

/** One ticket's life: each scene is one act, played by whoever would do it. */
export class Story {
  private number = 0;
  private queueId = 0;
  private requester!: Party;
  /** The member of the present queue who deals with the ticket. */
  private technician!: Party;

  constructor(
    private readonly stage: Stage,
    private readonly plan: TicketPlan,
  ) {}

  /** Who plays a scene: asked before its transaction begins. */
  async playerOf({ act, step }: Scene, sql: Sql): Promise<Party> {
    if (act === "record" || act === "call") return this.openingPlayer();
    await this.followQueue(sql);
    const writesOneself = this.plan.by === Channel.WEB && (act === "close" || act === "chase");
    return step?.act === "answer" || writesOneself ? this.requester : this.technician;
  }

  private async openingPlayer(): Promise<Party> {
    const { cast, queue } = this.stage;
    this.requester = await cast.requester(this.plan);
    this.technician = await this.memberOf(queue("ACCUEIL:0"));
    return this.plan.by === Channel.WEB ? this.requester : this.technician;
  }

  async play(tx: Transaction, party: Party, { act, step }: Scene): Promise<void> {
    if (act === "record" || act === "call") {
      this.number = (await this.open(tx, party, act === "call")).number;
    } else if (act === "qualify") {
      await qualify(tx, party, { ...this.command(), ...this.qualification(), kind: null, subject: null });
    } else if (step) {
      await this.take(tx, party, step);
    }
  }

  /** Somebody of the queue that the ticket has come to takes over. */
  private async followQueue(sql: Sql): Promise<void> {
    const [at] = await sql.query<(BuiltQueue & { queueId: number })[]>(
      "SELECT queueId, teamId, level FROM ticket WHERE number = ?",
      [this.number],
    );
    if (!at || at.queueId === this.queueId) return;
    const isFirst = this.queueId === 0;
    this.queueId = at.queueId;
    if (!isFirst) this.technician = await this.memberOf(at);
  }

  private memberOf(queue: BuiltQueue): Promise<Party> {
    const { cast, supervisor } = this.stage;
    return this.plan.kind === TicketKind.COMPLAINT ? cast.named(supervisor) : cast.memberOf(queue);
  }

  private open(tx: Transaction, party: Party, solved: boolean): Promise<ActOutcome> {
    const { recording } = this.stage.tickets;
    const ticket = this.recordCommand();
    const { call } = this.plan;
    if (!solved || !call) return recording.record(tx, party, ticket);
    const resolution = this.resolution(call);
    return recording.recordAndResolve(tx, party, { key: null, ticket, resolution, close: true, minutes: call.minutes });
  }

  private recordCommand(): RecordCommand {
    const { plan } = this;
    const unqualified = isRecordedUnqualified(plan);
    const { nature, impact, urgency, applicationId, categoryId } = this.qualification();
    return {
      key: null,
      channel: plan.by ?? Channel.PHONE,
      kind: plan.kind ?? TicketKind.INCIDENT,
      subject: plan.subject,
      description: plan.text,
      requesterId: personOf(this.requester),
      newCaller: null,
      beneficiaryId: null,
      applicationId,
      nature: unqualified ? null : nature,
      impact: unqualified ? null : impact,
      urgency: unqualified ? null : urgency,
      categoryId: unqualified ? null : categoryId,
      reportedAt: null,
      followUpOf: null,
      externalReference: null,
    };
  }

  private qualification() {
    const { about, nature = Nature.TECHNICAL, weight = "LM" } = this.plan;
    return {
      nature,
      impact: SCALES[weight[0]!]!,
      urgency: SCALES[weight[1]!]!,
      applicationId: this.stage.applicationId(about.split("/")[0]!),
      categoryId: this.stage.categoryId(about),
    };
  }

  private take(tx: Transaction, party: Party, step: Step): Promise<ActOutcome> {
    const { routing, waiting, resolution, conversation } = this.stage.tickets;
    const command = this.command();
    switch (step.act) {
      case "take":
        return take(tx, party, { ...command, reason: null });
      case "release":
        return release(tx, party, { ...command, reason: null });
      case "close":
        return resolution.close(tx, party, command);
      case "escalate":
        return routing.escalate(tx, party, { ...command, reason: step.reason, queueId: this.queueOf(step.queue) });
      case "handBack":
        return routing.handBack(tx, party, { ...command, reason: step.reason, queueId: this.queueOf(step.queue) });
      case "transfer": {
        const { queueId } = this.stage.queue(step.queue);
        return routing.transfer(tx, party, { ...command, reason: step.reason, queueId, applicationId: null });
      }
      case "reply":
      case "answer":
        return conversation.reply(tx, party, { ...command, text: step.text, wait: false });
      case "ask":
        return conversation.reply(tx, party, { ...command, text: step.text, wait: true });
      case "note":
        return conversation.note(tx, party, { ...command, text: step.text });
      case "work": {
        const { means, minutes, text } = step;
        return conversation.intervene(tx, party, { ...command, means, minutes, startedAt: null, note: text });
      }
      case "chase":
        return conversation.chase(tx, party, { ...command, note: step.text });
      case "promise":
        return conversation.promiseNews(tx, party, { ...command, at: this.inHours(step.hours) });
      case "waitForOthers": {
        const waitFor = WaitingFor.THIRD_PARTY;
        return waiting.wait(tx, party, { ...command, waitFor, until: null, message: null, reason: step.text });
      }
      case "waitUntil": {
        const until = this.inHours(24 * step.days);
        return waiting.wait(tx, party, {
          ...command,
          waitFor: WaitingFor.DATE,
          until,
          message: null,
          reason: step.text,
        });
      }
      case "resume":
        return waiting.resume(tx, party, { ...command, reason: step.text });
      case "resolve":
        return resolution.resolve(tx, party, { ...command, resolution: this.resolution(step), close: false });
      case "cancel":
        return resolution.cancel(tx, party, { ...command, reason: step.text });
    }
  }

  private command(): ActCommand {
    return { number: this.number, version: null, key: null };
  }

  private resolution({
    code,
    solution,
    article,
  }: Pick<NonNullable<TicketPlan["call"]>, "code" | "solution" | "article">): Resolution {
    return { code, solution, articleId: article === undefined ? null : this.stage.articleId(article) };
  }

  private queueOf(code: string | undefined): number | null {
    return code === undefined ? null : this.stage.queue(code).queueId;
  }

  private inHours(hours: number): Date {
    return new Date(this.stage.now.getTime() + hours * HOUR);
  }
}
