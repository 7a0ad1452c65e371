import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import type { ConnectionOptions } from "../platform/database/data-source.js";
import { EventReader } from "../platform/live/event-reader.js";
import type { Feed, FeedRequest } from "../platform/live/feed.js";
import { Hub } from "../platform/live/hub.js";
import { LiveConnection } from "../platform/live/live-connection.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { LiveLogger } from "../platform/live/logger.js";
import { ProcessRow } from "../platform/live/process-row.js";
import type { ConcernedByEvent } from "../platform/live/rights.js";
import { Tail } from "../platform/live/tail.js";
import { COUNTS, countsNote, DeskFeed, PRESENCE, presenceNote } from "./desk-feed.js";
import { EVENT_TYPES } from "./event-types.js";
import { type AskedFeed, FeedAsked } from "./feed-asked.js";
import { LiveContext, ReferenceRows } from "./live-context.js";
import { type IsPublicEvent, LiveTickets } from "./live-tickets.js";
import { perViewerFieldIn } from "./per-viewer-fields.js";
import { Presence } from "./presence.js";
import { QueueCounters } from "./queue-counters.js";
import { QueueFeed } from "./queue-feed.js";
import { type AlarmQueues, queueOf } from "./target-alarm.rules.js";
import { AlarmScope } from "./target-alarm.type.js";
import { routesOfEvent } from "./ticket-event.rules.js";
import { TicketFeed } from "./ticket-feed.js";

export interface LiveDeskOptions {
  connection: ConnectionOptions;
  logger: LiveLogger;
  /** Whose rights an event may have changed. */
  concerned: ConcernedByEvent;
  isPublicEvent: IsPublicEvent;
  /** Whether `ring` is listened to; if not, the tail finds commits by looking. */
  doorbell: boolean;
  /** By which the desk's day begins. */
  clock?: () => Date;
}

/**
 * The desk's live path in this process: the tail of the log, the hub with its feeds, the queues' counts and presence.
 * `tail.onEvents` listeners that others add before `start` hear of events before any subscriber does.
 */
export class LiveDesk {
  readonly tail: Tail;
  readonly hub: Hub;
  readonly counters: QueueCounters;
  readonly presence: Presence;
  private readonly references = new ReferenceRows();
  private readonly tickets: LiveTickets;
  private readonly connections: readonly LiveConnection[];

  constructor(private readonly options: LiveDeskOptions) {
    const { connection, logger, concerned } = options;
    const open = () => new LiveConnection(connection);
    const [looking, beating, replaying, rows] = [open(), open(), open(), open()];
    this.connections = [looking, beating, replaying, rows];
    const row = new ProcessRow(beating);
    this.tail = new Tail({
      reader: new EventReader(looking, EVENT_TYPES),
      row,
      logger,
      presence: () => this.presence.written(),
    });
    this.tickets = new LiveTickets(rows, options.isPublicEvent);
    this.hub = new Hub({
      tail: this.tail,
      log: new EventReader(replaying, EVENT_TYPES),
      routes: routesOfEvent,
      concerned,
      contextFor: (viewer, position) => new LiveContext(viewer, position, this.references),
      logger,
    });
    this.counters = new QueueCounters({
      connection,
      tail: this.tail,
      tickets: this.tickets,
      logger,
      changed: () => this.hub.announce(COUNTS, countsNote),
      clock: options.clock ?? (() => new Date()),
    });
    this.presence = new Presence({
      others: () => row.others(),
      connected: () => this.hub.people,
      changed: () => this.hub.announce(PRESENCE, presenceNote),
      logger,
    });
  }

  /** Resolves when the tail stands at the log's end and the counts are true. */
  async start(): Promise<void> {
    this.tail.onEvents((events: readonly LogEvent[]) => this.references.follow(events));
    this.tail.onFork(() => this.references.forget());
    await this.tail.start();
    await this.counters.start();
    this.presence.start();
    this.hub.start();
  }

  async stop(): Promise<void> {
    this.presence.stop();
    await this.hub.stop();
    await this.tail.stop();
    await this.counters.stop();
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  /** The unit of work's doorbell: a COMMIT at this position has returned. */
  readonly ring = (position: number): void => {
    if (this.options.doorbell) this.tail.ring(position);
  };

  /** The feed that a subscription's resolver asked for; null for any other stream. */
  requestOf(stream: AsyncIterable<unknown>): FeedRequest | null {
    if (!(stream instanceof FeedAsked)) return null;
    const { feed, viewer, rightsAt, after } = stream;
    return { feed: this.feedOf(feed, viewer), viewer, rightsAt, after };
  }

  /** Why a subscription's document cannot be served; null when it can. */
  refusalOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | null {
    return perViewerFieldIn(schema, document, operation);
  }

  private feedOf(asked: AskedFeed, viewer: Viewer): Feed {
    switch (asked.name) {
      case "queueFeed": {
        const ownOnly = !may(viewer, Permission.TICKETS_READ_DESK);
        const personId = viewer.kind === "PERSON" ? viewer.personId : 0;
        return new QueueFeed(asked.view, asked.order, this.tickets, ownOnly ? personId : null);
      }
      case "ticketFeed":
        return new TicketFeed(asked.number, this.tickets);
      case "deskFeed":
        return new DeskFeed(this.tickets, this.counters, this.presence, alarmQueues(asked.alarms, viewer));
    }
  }
}

function alarmQueues(scope: AlarmScope, { memberships }: Viewer): AlarmQueues {
  return scope === AlarmScope.ALL ? "all" : new Set(memberships.map(queueOf));
}
