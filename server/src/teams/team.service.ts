import { PersonEventType, personEvent } from "../people/person.events.js";
import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import {
  ChangedMeanwhile,
  InvalidField,
  InvalidInput,
  NotFound,
  refuse,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { invalidNaming } from "./naming.service.js";
import { TeamEventType, teamEvent, teamMoved } from "./team.events.js";
import { readTeams } from "./team.loader.js";
import type { TeamRow } from "./team.type.js";

export interface TeamFacts {
  code: string;
  name: string;
  siteId: number | null;
  /** The levels it serves: a queue for each. */
  levels: number[];
  active: boolean;
}

/** What somebody wants of a team; what is left out stays as it is. */
export type TeamChanges = Omit<TeamFacts, "siteId" | "active"> & Partial<Pick<TeamFacts, "siteId" | "active">>;

interface TeamQueue {
  id: number;
  level: number;
  active: number;
}

/** Teams and the queues they serve. */
export class Teams {
  async create(tx: Transaction, changes: TeamChanges): Promise<number> {
    const facts: TeamFacts = { ...changes, siteId: changes.siteId ?? null, active: changes.active ?? true };
    await demandFacts(tx, facts, null);
    const { code, name, siteId, active } = facts;
    const id = await insertRow(tx, "team", { code, name, siteId, active, version: 1 });
    await openQueues(tx, id, facts.levels, []);
    tx.record(teamEvent(TeamEventType.TEAM_CREATED, { id, version: 1 }));
    return id;
  }

  async update(tx: Transaction, id: number, version: number, changes: TeamChanges): Promise<void> {
    const [team] = await readTeams(tx, "WHERE id = ? FOR UPDATE", [id]);
    if (!team) return refuse(new NotFound());
    if (team.version !== version) refuse(new ChangedMeanwhile(team.version));
    const queues = await tx.query<TeamQueue[]>("SELECT id, level, active FROM queue WHERE teamId = ? FOR UPDATE", [id]);
    const facts: TeamFacts = {
      ...changes,
      siteId: changes.siteId === undefined ? team.siteId : changes.siteId,
      active: changes.active ?? team.active,
    };
    await demandFacts(tx, facts, id);
    const inService = queues.filter(({ active }) => active === 1);
    const dropped = inService.filter(({ level }) => !facts.levels.includes(level));
    await demandUnused(tx, dropped, "input.levels");
    if (team.active && !facts.active) await demandUnused(tx, inService, "input.active");
    if (isSame(team, inService, facts)) return;

    const { code, name, siteId, active } = facts;
    await updateRow(tx, "team", { column: "id", value: id }, { code, name, siteId, active, version: version + 1 });
    await openQueues(tx, id, facts.levels, queues);
    await closeQueues(tx, id, dropped);
    tx.record(teamEvent(TeamEventType.TEAM_CHANGED, { id, version: version + 1 }));
    if (siteId !== team.siteId) tx.record(teamMoved({ id, version: version + 1 }, team.siteId));
  }
}

async function demandFacts(tx: Transaction, facts: TeamFacts, butId: number | null): Promise<void> {
  const { siteId, levels } = facts;
  const invalid = await invalidNaming(tx, "team", facts, { at: "input.", butId });
  if (levels.length === 0) invalid.push(new InvalidField("input.levels", "REQUIRED"));
  if (new Set(levels).size < levels.length) invalid.push(new InvalidField("input.levels", "UNIQUE"));
  const known = await tx.query<{ rank: number }[]>("SELECT `rank` FROM level");
  if (!levels.every((level) => known.some(({ rank }) => rank === level))) {
    invalid.push(new InvalidField("input.levels", "UNKNOWN_CHOICE"));
  }
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
  if (siteId === null) return;
  const sites = await tx.query<unknown[]>("SELECT id FROM site WHERE id = ?", [siteId]);
  if (sites.length === 0) refuse(new UnknownReference("input.site"));
}

/** Refuses to take queues out of service where tickets wait or to which a support chain leads. */
async function demandUnused(tx: Transaction, queues: readonly TeamQueue[], path: string): Promise<void> {
  if (queues.length === 0) return;
  const ids = queues.map(({ id }) => id);
  const invalid: InvalidField[] = [];
  const [tickets] = await tx.query<{ count: number }[]>(
    "SELECT COUNT(*) AS count FROM ticket WHERE queueId IN (?) AND state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING')",
    [ids],
  );
  const count = Number(tickets!.count);
  if (count > 0) invalid.push(new InvalidField(path, "HAS_TICKETS", { count }));
  const links = await tx.query<unknown[]>("SELECT id FROM chain_link WHERE queueId IN (?) LIMIT 1", [ids]);
  if (links.length > 0) invalid.push(new InvalidField(path, "NAMED_BY_CHAIN"));
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
}

function isSame(team: TeamRow, inService: readonly TeamQueue[], facts: TeamFacts): boolean {
  return (
    team.code === facts.code &&
    team.name === facts.name &&
    team.siteId === facts.siteId &&
    team.active === facts.active &&
    inService.length === facts.levels.length &&
    inService.every(({ level }) => facts.levels.includes(level))
  );
}

async function openQueues(
  tx: Transaction,
  teamId: number,
  levels: readonly number[],
  known: readonly TeamQueue[],
): Promise<void> {
  for (const level of levels) {
    const queue = known.find((each) => each.level === level);
    if (!queue) await insertRow(tx, "queue", { teamId, level, active: true });
    else if (queue.active === 0) await tx.query("UPDATE queue SET active = 1 WHERE id = ?", [queue.id]);
  }
}

/** Out of service; who worked there does no more. */
async function closeQueues(tx: Transaction, teamId: number, queues: readonly TeamQueue[]): Promise<void> {
  if (queues.length === 0) return;
  await tx.query("UPDATE queue SET active = 0 WHERE id IN (?)", [queues.map(({ id }) => id)]);
  const levels = queues.map(({ level }) => level);
  const people = await tx.query<{ id: number; version: number }[]>(
    `SELECT id, version FROM person
     WHERE id IN (SELECT personId FROM membership WHERE teamId = ? AND level IN (?)) ORDER BY id FOR UPDATE`,
    [teamId, levels],
  );
  await tx.query("DELETE FROM membership WHERE teamId = ? AND level IN (?)", [teamId, levels]);
  for (const { id, version } of people) {
    await tx.query("UPDATE person SET version = ? WHERE id = ?", [version + 1, id]);
    tx.record(personEvent(PersonEventType.RIGHTS_CHANGED, { id, version: version + 1 }));
  }
}
