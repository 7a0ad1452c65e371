import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ClassType } from "type-graphql";
import type { DataSource } from "typeorm";
import { WebSocket } from "ws";
import { concernedByEvent } from "../accounts/rights.events.js";
import * as applications from "../applications/application.resolver.js";
import * as people from "../people/person.resolver.js";
import { Permission } from "../platform/auth/permission.js";
import { rightsClass } from "../platform/auth/rights.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import type { ConnectionOptions } from "../platform/database/data-source.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { RequestContext } from "../platform/graphql/context.js";
import { errorMask } from "../platform/graphql/error-mask.js";
import { Operations } from "../platform/graphql/operations.js";
import { PositionResolver } from "../platform/graphql/position.resolver.js";
import { buildDeskSchema } from "../platform/graphql/schema.js";
import type { ConcernedByEvent } from "../platform/live/rights.js";
import { attachSockets } from "../platform/live/sockets.js";
import * as queues from "../queues/queue.resolver.js";
import * as teams from "../teams/team.resolver.js";
import * as history from "../tickets/history.resolver.js";
import { Channel, NO_CLOCK, type Ticket, TicketKind, TicketState } from "../tickets/ticket.entity.js";
import { TicketEventType, ticketEvent } from "../tickets/ticket.events.js";
import * as tickets from "../tickets/ticket.resolver.js";
import { insertTicket, saveTicket } from "../tickets/ticket.rows.js";
import { FeedResolver, PresentPersonResolver } from "./feed.resolver.js";
import { LiveDesk } from "./live-desk.js";
import { PresenceService } from "./presence.service.js";

const STAMPS = [{ subjectType: SubjectType.TICKET, table: "ticket", key: "number" }];
const LIMITS = { depth: 20, cost: 100_000, aliases: 100, tokens: 5_000, bodyBytes: 100_000, seconds: 30 };
const log: { level: string; message: string; fields: object }[] = [];
export const logger = {
  info: (fields: object, message: string) => void log.push({ level: "info", message, fields }),
  warn: (fields: object, message: string) => void log.push({ level: "warn", message, fields }),
  error: (fields: object, message: string) => void log.push({ level: "error", message, fields }),
  log,
};

export const DESK = 1;
export const SECRET = 2;

/** Two teams with queues 1 (level 0), 2 and 3, three people, a second compartment. */
export async function insertReferences(database: DataSource): Promise<void> {
  await database.query("INSERT INTO compartment (id, kind, code) VALUES (2, 'SECURITY', 'security')");
  await database.query("INSERT INTO team (id, code, name) VALUES (1, 'front', 'Front'), (2, 'net', 'Network')");
  await database.query("INSERT INTO queue (id, teamId, level) VALUES (1, 1, 0), (2, 1, 1), (3, 2, 2)");
  await database.query(
    "INSERT INTO person (id, displayName, language, createdAt) VALUES (1, 'Ana Requester', 'en', NOW(3)), (2, 'Tom Technician', 'en', NOW(3)), (3, 'Eve Expert', 'en', NOW(3))",
  );
}

export function technician(personId: number, compartments: readonly number[] = [DESK]): PersonViewer {
  const permissions = new Set([Permission.TICKETS_READ_DESK, Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN]);
  const compartmentIds = new Set(compartments);
  return {
    kind: "PERSON",
    personId,
    sessionId: personId,
    language: "en",
    permissions,
    compartmentIds,
    memberships: [],
    rightsClass: rightsClass(permissions, compartmentIds, "en", `person:${personId}`),
  };
}

export function requester(personId: number): PersonViewer {
  const permissions = new Set([Permission.TICKETS_READ_OWN]);
  return {
    ...technician(personId),
    permissions,
    compartmentIds: new Set(),
    rightsClass: rightsClass(permissions, new Set(), "en", `person:${personId}`),
  };
}

/** The live path of one process on a real database, behind real sockets; viewers sign in by a header. */
export async function startLiveDesk(
  database: DataSource,
  connection: ConnectionOptions,
  options: { doorbell?: boolean; pingMs?: number; concerned?: ConcernedByEvent; clock?: () => Date } = {},
) {
  const viewers = new Map<string, PersonViewer>();
  const desk = new LiveDesk({
    connection,
    logger,
    concerned: options.concerned ?? concernedByEvent,
    isPublicEvent: ({ audience, type }) => audience !== "INTERNAL" && type !== "NOTED",
    doorbell: options.doorbell ?? true,
    clock: options.clock,
  });
  const feeds = new FeedResolver(new PresenceService(desk.presence, database));
  // What feeds lead to; these read, so the database is all they need here.
  const readers = [applications, people, queues, teams, history, tickets, { PresentPersonResolver, PositionResolver }];
  const classes = readers.flatMap((module) => Object.values(module as Record<string, ClassType>));
  const instances = new Map<unknown, object>(classes.map((each) => [each, Reflect.construct(each, [database])]));
  instances.set(FeedResolver, feeds);
  const schema = buildDeskSchema({
    classes: [FeedResolver, ...classes],
    instanceOf: (resolver) => instances.get(resolver)!,
  });
  const operations = new Operations(schema, LIMITS, errorMask(logger));
  await desk.start();
  const server = createServer();
  const sockets = attachSockets(server, {
    operations,
    hub: desk.hub,
    tail: desk.tail,
    concerned: concernedByEvent,
    authenticate: async ({ headers }) => viewers.get(String(headers["x-viewer"])) ?? null,
    contextFor: (viewer, position) =>
      new RequestContext({ viewer, position, language: "en", requestId: "test", address: null, sessionCookie: null }),
    requestOf: (stream) => desk.requestOf(stream),
    refusalOf: (...args) => desk.refusalOf(...args),
    allows: () => true,
    logger,
    pingMs: options.pingMs ?? 12_000,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const clients: TestClient[] = [];
  return {
    desk,
    sockets,
    schema,
    viewers,
    port,
    work: new UnitOfWork(database, STAMPS, desk.ring),
    async client(name: string, viewer?: PersonViewer): Promise<TestClient> {
      if (viewer) viewers.set(name, viewer);
      const client = new TestClient(`ws://127.0.0.1:${port}/graphql`, name);
      clients.push(client);
      await client.opened;
      return client;
    },
    async stop() {
      for (const client of clients) client.socket.terminate();
      await sockets.close();
      await desk.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LiveTestDesk = Awaited<ReturnType<typeof startLiveDesk>>;

export interface TestItem {
  __typename: string;
  position?: string;
  number?: number;
  reason?: string;
  ticket?: {
    number: number;
    subject: string;
    state: string;
    queue: { name: string };
    assignee: { displayName: string } | null;
  };
  entry?: { type: string };
  counts?: {
    queue: { id: string; name: string };
    new: number;
    open: number;
    inProgress: number;
    unassigned: number;
    total: number;
    imminent: number;
    missed: number;
    oldestWaitingAt: string | null;
    nextBreachAt: string | null;
    today: { day: string; received: number; resolved: number };
  }[];
  target?: string;
  state?: string;
  at?: string;
  dueAt?: string | null;
  tickets?: { number: number; people: { activity: string; person: { displayName: string } }[] }[];
  type?: string;
  id?: string;
}

type Payload = { data?: Record<string, TestItem>; errors?: { message: string }[] };

const TICKET =
  "{ number version position subject state queue { name } assignee { displayName } requester { displayName } }";
const COMMON =
  "... on Checkpoint { position time } ... on ReferenceChanged { position type id } ... on ResyncRequired { position reason }";
export const QUEUE_FEED = `subscription Q($view: TicketFilter!, $orderBy: TicketOrder, $after: Position) {
  queueFeed(view: $view, orderBy: $orderBy, after: $after) { __typename
    ... on TicketEntered { position sortKey ticket ${TICKET} } ... on TicketUpdated { position sortKey ticket ${TICKET} }
    ... on TicketLeft { position number id } ${COMMON} } }`;
export const TICKET_FEED = `subscription T($number: Int!, $after: Position) {
  ticketFeed(number: $number, after: $after) { __typename
    ... on TicketChanged { position ticket ${TICKET} entry { type position reason changes { fact before after } } }
    ... on TicketLeft { position number id } ${COMMON} } }`;
export const DESK_FEED = `subscription D($after: Position, $alarms: AlarmScope) { deskFeed(after: $after, alarms: $alarms) { __typename
    ... on QueueCountsChanged { position counts { queue { id name } new open inProgress waiting unassigned total
      imminent missed oldestWaitingAt nextBreachAt today { day received resolved } } }
    ... on TargetAlarm { position ticket { number subject } target state at dueAt }
    ... on PresenceChanged { tickets { number people { activity person { displayName } } } } ${COMMON} } }`;

/** A socket that speaks the protocol by hand and keeps everything it is sent. */
export class TestClient {
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly received: string[] = [];
  closed: { code: number; reason: string } | null = null;
  private readonly streams = new Map<string, TestStream>();
  private next = 1;

  constructor(url: string, viewer: string) {
    this.socket = new WebSocket(url, "graphql-transport-ws", { headers: { "x-viewer": viewer } });
    this.opened = new Promise((resolve, reject) => {
      this.socket.on("error", reject);
      this.socket.on("close", (code, reason) => {
        this.closed = { code, reason: String(reason) };
        resolve();
      });
      this.socket.on("open", () => this.socket.send('{"type":"connection_init"}'));
      this.socket.on("message", (data) => {
        const text = String(data);
        this.received.push(text);
        const message = JSON.parse(text) as { id?: string; type: string; payload?: Payload };
        if (message.type === "connection_ack") resolve();
        if (message.id) this.streams.get(message.id)?.take(message.type, message.payload ?? {});
      });
    });
  }

  run(query: string, variables: Record<string, unknown> = {}): TestStream {
    const id = `op-${this.next++}`;
    const stream = new TestStream(id, this.socket);
    this.streams.set(id, stream);
    this.socket.send(JSON.stringify({ id, type: "subscribe", payload: { query, variables } }));
    return stream;
  }
}

export class TestStream {
  readonly items: TestItem[] = [];
  readonly results: { data?: Record<string, unknown>; errors?: { message: string }[]; extensions?: object }[] = [];
  errors: { message: string }[] | null = null;
  completed = false;

  constructor(
    readonly id: string,
    private readonly socket: WebSocket,
  ) {}

  take(type: string, payload: Payload): void {
    if (type === "complete") this.completed = true;
    if (type === "error") this.errors = payload as unknown as { message: string }[];
    if (type !== "next") return;
    this.results.push(payload);
    const item = Object.values(payload.data ?? {})[0];
    if (item && typeof item === "object") this.items.push(item);
  }

  leave(): void {
    this.socket.send(JSON.stringify({ id: this.id, type: "complete" }));
  }

  /** The changes shown, as a table would say them: "ENTERED 4", "LEFT 4". */
  get story(): string[] {
    return this.items
      .filter(({ __typename }) => __typename.startsWith("Ticket"))
      .map((item) => `${item.__typename.slice(6).toUpperCase()} ${item.ticket?.number ?? item.number}`);
  }

  get last(): TestItem | undefined {
    return this.items.at(-1);
  }

  lastOf(type: string): TestItem | undefined {
    return this.items.findLast(({ __typename }) => __typename === type);
  }

  count(type: string): number {
    return this.items.filter(({ __typename }) => __typename === type).length;
  }
}

export async function until(fact: () => boolean | Promise<boolean>, what = "it", ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`Not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const PLACES: Record<number, Pick<Ticket, "queueId" | "teamId" | "level">> = {
  1: { queueId: 1, teamId: 1, level: 0 },
  2: { queueId: 2, teamId: 1, level: 1 },
  3: { queueId: 3, teamId: 2, level: 2 },
};

export const inQueue = (queue: number) => PLACES[queue]!;

export async function record(work: UnitOfWork, changes: Partial<Ticket> = {}): Promise<Ticket> {
  const { value, position } = await work.run(SYSTEM, async (tx) => {
    const ticket = await insertTicket(tx, { ...blank(tx.now), ...changes });
    tx.record(ticketEvent(TicketEventType.RECORDED, null, ticket));
    return ticket;
  });
  return { ...value, position: position! };
}

export async function change(
  work: UnitOfWork,
  number: number,
  changes: Partial<Ticket>,
  type = TicketEventType.TRANSFERRED,
  details: Parameters<typeof ticketEvent>[3] = {},
): Promise<Ticket> {
  const { value, position } = await work.run(SYSTEM, async (tx) => {
    const [row] = await tx.query<Ticket[]>("SELECT * FROM ticket WHERE number = ? FOR UPDATE", [number]);
    const before = { ...row!, position: Number(row!.position) };
    const after = { ...before, ...changes, version: before.version + 1, updatedAt: tx.now };
    await saveTicket(tx, before, after);
    tx.record(ticketEvent(type, before, after, details));
    return after;
  });
  return { ...value, position: position! };
}

function blank(now: Date): Omit<Ticket, "number"> {
  return {
    version: 1,
    position: 0,
    kind: TicketKind.INCIDENT,
    nature: null,
    channel: Channel.PHONE,
    state: TicketState.OPEN,
    waitingFor: null,
    waitingUntil: null,
    impact: null,
    urgency: null,
    priority: null,
    prioritySort: 0,
    categoryId: null,
    applicationId: null,
    compartmentId: DESK,
    subject: "Printer",
    description: "It is silent.",
    language: "en",
    requesterId: 1,
    beneficiaryId: null,
    requesterSiteId: null,
    ...inQueue(1),
    highestLevel: 0,
    assigneeId: null,
    reportedAt: now,
    recordedAt: now,
    updatedAt: now,
    queueEnteredAt: now,
    takenInChargeAt: null,
    takenAtLevelAt: null,
    firstReplyAt: null,
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
    followUpOfNumber: null,
    externalReference: null,
    ...NO_CLOCK,
  };
}
