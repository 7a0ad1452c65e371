import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField, InvalidInput, refuse, UnknownReference } from "../platform/graphql/problem.js";
import type { Nature } from "../tickets/ticket.entity.js";

/** A link as somebody wants it. */
export interface WantedLink {
  nature: Nature | null;
  level: number;
  queueId: number;
}

interface LinkedQueue {
  id: number;
  level: number;
  inService: number;
}

/** Refuses links that lead nowhere or two ways. `at` is where the list stands in the input. */
export async function demandLinks(tx: Transaction, links: readonly WantedLink[], at: string): Promise<void> {
  if (links.length === 0) return;
  const queues = await tx.query<LinkedQueue[]>(
    `SELECT q.id, q.level, (q.active AND t.active) AS inService FROM queue q JOIN team t ON t.id = q.teamId
     WHERE q.id IN (?) LOCK IN SHARE MODE`,
    [links.map(({ queueId }) => queueId)],
  );
  const invalid = links.flatMap((link, index) => {
    const queue = queues.find(({ id }) => id === link.queueId);
    const path = `${at}.${index}`;
    if (!queue) return refuse(new UnknownReference(`${path}.queue`));
    const faults: InvalidField[] = [];
    if (queue.level !== link.level) faults.push(new InvalidField(`${path}.queue`, "OTHER_LEVEL"));
    if (!queue.inService) faults.push(new InvalidField(`${path}.queue`, "OUT_OF_SERVICE"));
    const twin = links.findIndex(({ nature, level }) => nature === link.nature && level === link.level);
    if (twin < index) faults.push(new InvalidField(path, "UNIQUE"));
    return faults;
  });
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
}

/** Requests arrive at the lowest level, whatever they are about. */
export async function demandFirstLevel(tx: Transaction, links: readonly WantedLink[], at: string): Promise<void> {
  const [lowest] = await tx.query<{ rank: number | null }[]>("SELECT MIN(`rank`) AS `rank` FROM level");
  const served = links.some(({ nature, level }) => nature === null && level === lowest!.rank);
  if (!served) refuse(new InvalidInput([new InvalidField(at, "NO_FIRST_LEVEL")]));
}

/** Makes the links an application's (null: the desk's). Says whether anything changed. */
export async function replaceLinks(
  tx: Transaction,
  applicationId: number | null,
  links: readonly WantedLink[],
): Promise<boolean> {
  const current = await tx.query<WantedLink[]>(
    "SELECT nature, level, queueId FROM chain_link WHERE applicationId <=> ?",
    [applicationId],
  );
  if (keysOf(current) === keysOf(links)) return false;
  await tx.query("DELETE FROM chain_link WHERE applicationId <=> ?", [applicationId]);
  const rows = links.map(({ nature, level, queueId }) => [applicationId, nature, level, queueId]);
  if (rows.length > 0) {
    await tx.query("INSERT INTO chain_link (applicationId, nature, level, queueId) VALUES ?", [rows]);
  }
  return true;
}

function keysOf(links: readonly WantedLink[]): string {
  return links
    .map(({ nature, level, queueId }) => `${nature}:${level}:${queueId}`)
    .sort()
    .join();
}
