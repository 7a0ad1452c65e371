import type { RequesterMail } from "../mail/outbox.entity.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { Nature, ResolutionCode, Ticket } from "./ticket.entity.js";

/** What acts on tickets ask of other features, as narrow as they need it. */
export interface TicketCollaborators {
  chains: SupportChains;
  knowledge: KnowledgeFeed;
  mailing: Mailing;
  callers: Callers;
}

export interface QueuePlace {
  queueId: number;
  teamId: number;
  level: number;
}

export interface RoutingTarget extends QueuePlace {
  /** Named by the support chain, rather than one of the desk's other queues. */
  byChain: boolean;
  skipsLevel: boolean;
}

type Sql = Pick<Transaction, "query">;

export interface SupportChains {
  firstQueue(sql: Sql, request: { applicationId: number | null; nature: Nature | null }): Promise<QueuePlace>;
  targets(
    sql: Sql,
    from: { applicationId: number | null; nature: Nature | null } & QueuePlace,
  ): Promise<{ up: RoutingTarget[]; down: RoutingTarget[]; sideways: RoutingTarget[] }>;
}

export interface KnowledgeFeed {
  feed(
    tx: Transaction,
    resolution: { ticket: Ticket; code: ResolutionCode; solution: string; articleId: number | null; draft: boolean },
  ): Promise<{ articleId: number | null }>;
}

export interface Mailing {
  queue(tx: Transaction, mail: { kind: RequesterMail; ticket: Ticket; text?: string }): Promise<void>;
}

/** A caller the desk does not know yet. */
export interface NewCaller {
  displayName: string;
  email: string | null;
  phone: string | null;
  siteId: number | null;
  language: "fr" | "en" | null;
}

export interface Callers {
  /** `at` is where the caller stands in the input. */
  createCaller(tx: Transaction, caller: NewCaller, at: string): Promise<number>;
}
