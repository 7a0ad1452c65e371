import type { Sql } from "../platform/database/sql.js";
import type { Nature } from "../tickets/ticket.entity.js";
import type { ChainLinkRow } from "./application.type.js";
import { chainFor, firstOf, type Place, type Targets, targetsFrom } from "./support-chain.rules.js";

export type { Place, Target, Targets } from "./support-chain.rules.js";

/** What of a request decides which chain serves it. */
export interface Routed {
  applicationId: number | null;
  nature: Nature | null;
}

/** Where requests arrive, and where they may go from there. */
export class SupportChains {
  /** The queue in which a request arrives: the application's lowest level, else the desk's. */
  async firstQueue(database: Sql, routed: Routed): Promise<Place> {
    const links = await readLinks(database, routed);
    const chain = chainFor(links, routed.nature);
    const first = firstOf(chain, await readPlaces(database, [...chain.values()]));
    if (!first) throw new Error("The desk's default support chain names no queue in service");
    return first;
  }

  /** Every queue to which a ticket may be moved. */
  async targets(database: Sql, ticket: Routed & Place): Promise<Targets> {
    const links = await readLinks(database, ticket);
    return targetsFrom(chainFor(links, ticket.nature), await readPlaces(database), ticket);
  }
}

function readLinks(database: Sql, { applicationId, nature }: Routed): Promise<ChainLinkRow[]> {
  return database.query<ChainLinkRow[]>(
    `SELECT applicationId, nature, level, queueId FROM chain_link
     WHERE (applicationId IS NULL OR applicationId = ?) AND (nature IS NULL OR nature = ?)`,
    [applicationId, nature],
  );
}

/** The queues in service, by level and team. */
async function readPlaces(database: Sql, among?: number[]): Promise<Place[]> {
  if (among?.length === 0) return [];
  return database.query<Place[]>(
    `SELECT q.id AS queueId, q.teamId, q.level FROM queue q JOIN team t ON t.id = q.teamId
     WHERE q.active = 1 AND t.active = 1 ${among ? "AND q.id IN (?)" : ""} ORDER BY q.level, t.name, q.id`,
    among ? [among] : [],
  );
}
