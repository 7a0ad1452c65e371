import { KnowledgeService } from "../knowledge/knowledge.service.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { Actor } from "../platform/events/actor.js";
import type { ActOutcome } from "../tickets/acting.js";
import { assign, release, take } from "../tickets/assignment.service.js";
import type { Callers, Mailing, RoutingTarget, SupportChains } from "../tickets/collaborators.js";
import { Conversation } from "../tickets/conversation.service.js";
import type { Party } from "../tickets/party.js";
import { qualify } from "../tickets/qualification.service.js";
import { Recording } from "../tickets/recording.service.js";
import { ResolutionService } from "../tickets/resolution.service.js";
import { Routing } from "../tickets/routing.service.js";
import { Waiting } from "../tickets/waiting.service.js";
import type { NamedQueue, PlannedAct, PlannedRecord } from "./plan.rules.js";
import { type Place, pair, type References } from "./reference-data.service.js";
import { referenceOf } from "./reference-names.rules.js";

const NOT_IN_AN_IMPORT = "An import sends no mail and knows its callers already";

/** What acts on tickets would ask of other features: an import never gets there, and says so if it does. */
const mailing: Mailing = { queue: () => Promise.reject(new Error(NOT_IN_AN_IMPORT)) };
const callers: Callers = { createCaller: () => Promise.reject(new Error(NOT_IN_AN_IMPORT)) };

/** Queues are where the log says, whatever the desk's support chains would name. */
class LoggedQueues implements SupportChains {
  private readonly byLevel = new Map<number, Awaited<ReturnType<SupportChains["targets"]>>>();

  constructor(
    places: readonly Place[],
    private readonly first: Place | null,
  ) {
    for (const from of [0, 1, 2, 3]) {
      const to = (place: Place): RoutingTarget => ({ ...place, byChain: true, skipsLevel: place.level > from + 1 });
      this.byLevel.set(from, {
        up: places.filter(({ level }) => level > from).map(to),
        down: places.filter(({ level }) => level < from).map(to),
        sideways: places.filter(({ level }) => level === from).map(to),
      });
    }
  }

  async firstQueue(): Promise<Place> {
    if (!this.first) throw new Error("This act records no ticket");
    return this.first;
  }

  async targets(_: unknown, { level }: Place) {
    return this.byLevel.get(level)!;
  }
}

/** Does planned acts to tickets, through the services that people's acts go through. */
export class Replay {
  private readonly routing: Routing;
  private readonly waiting = new Waiting(mailing);
  private readonly resolution = new ResolutionService(new KnowledgeService(), mailing);
  private readonly conversation: Conversation;

  constructor(
    private readonly actor: Actor,
    private readonly references: References,
    private readonly casePrefix: string,
  ) {
    this.routing = new Routing(new LoggedQueues([...references.queues.values()], null));
    this.conversation = new Conversation(mailing, this.recordingInto(null));
  }

  /** The number of the ticket, new or as given. */
  async act(tx: Transaction, caseId: string, number: number | null, act: PlannedAct): Promise<number> {
    const party: Party = { actor: this.actor, viewer: null, onBehalfOf: this.personOrNull(act.by) };
    if (act.act === "RECORD") return this.record(tx, party, caseId, act);
    if (number === null) throw new Error(`The plan of ${caseId} does not begin with its recording`);
    await this.change(tx, party, { number, version: null, key: null }, act);
    return number;
  }

  private async record(tx: Transaction, party: Party, caseId: string, act: PlannedRecord): Promise<number> {
    const recording = this.recordingInto(this.place(act.queue));
    const { number } = await recording.record(tx, party, {
      key: null,
      channel: act.channel,
      ...this.facts(act),
      subject: act.subject.slice(0, 250),
      description: act.description,
      requesterId: this.person(act.requester),
      newCaller: null,
      beneficiaryId: null,
      reportedAt: null,
      followUpOf: null,
      externalReference: referenceOf(`${this.casePrefix}${caseId}`),
    });
    return number;
  }

  private async change(
    tx: Transaction,
    party: Party,
    on: { number: number; version: null; key: null },
    act: Exclude<PlannedAct, PlannedRecord>,
  ): Promise<ActOutcome> {
    const reasoned = { ...on, reason: null };
    switch (act.act) {
      case "QUALIFY": {
        const { nature, impact, urgency } = act;
        return qualify(tx, party, { ...on, ...this.facts(act), nature, impact, urgency, subject: null });
      }
      case "TAKE":
        return take(tx, party, reasoned);
      case "ASSIGN":
        return assign(tx, party, { ...reasoned, assigneeId: this.person(act.person) });
      case "RELEASE":
        return release(tx, party, reasoned);
      case "ESCALATE":
        return this.routing.escalate(tx, party, { ...reasoned, queueId: this.place(act.queue).queueId });
      case "HAND_BACK":
        return this.routing.handBack(tx, party, { ...reasoned, queueId: this.place(act.queue).queueId });
      case "TRANSFER": {
        const { queueId } = this.place(act.queue);
        return this.routing.transfer(tx, party, { ...reasoned, queueId, applicationId: null });
      }
      case "WAIT":
        return this.waiting.wait(tx, party, { ...reasoned, waitFor: act.waitFor, until: null, message: null });
      case "RESUME":
        return this.waiting.resume(tx, party, reasoned);
      case "RESOLVE": {
        const { code, solution, articleOf, close } = act;
        const articleId = articleOf === null ? null : this.references.articles.get(articleOf)!;
        return this.resolution.resolve(tx, party, { ...on, resolution: { code, solution, articleId }, close });
      }
      case "CLOSE":
        return this.resolution.close(tx, party, on);
      case "REOPEN":
        return this.resolution.reopen(tx, party, reasoned);
      case "CANCEL":
        return this.resolution.cancel(tx, party, reasoned);
      case "NOTE":
        return this.conversation.note(tx, party, { ...on, text: act.words });
      case "REPLY":
        return this.conversation.reply(tx, party, { ...on, text: act.words, wait: false });
      case "CHASE":
        return this.conversation.chase(tx, party, { ...on, note: act.words || null });
    }
  }

  private recordingInto(place: Place | null): Recording {
    return new Recording(new LoggedQueues([], place), callers, mailing, this.resolution);
  }

  private facts({ kind, application, category, nature, impact, urgency }: PlannedFactsOf) {
    return {
      kind,
      applicationId: this.references.applications.get(application)!,
      categoryId: category === null ? null : this.references.categories.get(pair(application, category))!,
      nature,
      impact,
      urgency,
    };
  }

  private place({ team, level }: NamedQueue): Place {
    return this.references.queues.get(pair(team, level))!;
  }

  private person(name: string): number {
    return this.references.people.get(name)!;
  }

  private personOrNull(name: string | null): number | null {
    return name === null ? null : this.person(name);
  }
}

type PlannedFactsOf = Pick<PlannedRecord, "kind" | "application" | "category" | "nature" | "impact" | "urgency">;
