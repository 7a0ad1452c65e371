import type { Sql } from "../platform/database/sql.js";

/** What must hold of any desk's rows, however they came to be: each query finds what is wrong, and must find nothing. */
const CHECKS: Record<string, string> = {
  "positions are contiguous up to the log's head": `
    SELECT COUNT(*) AS n, MAX(position) AS top, (SELECT n FROM log_head) AS head FROM event
    HAVING n <> COALESCE(top, 0) OR n <> head`,
  "a ticket stands at the position and version of its last event": `
    SELECT t.number FROM ticket t LEFT JOIN (
      SELECT subjectId, MAX(position) AS position, MAX(subjectVersion) AS version
      FROM event WHERE subjectType = 'TICKET' GROUP BY subjectId
    ) e ON e.subjectId = t.number
    WHERE e.position IS NULL OR e.position <> t.position OR e.version <> t.version LIMIT 5`,
  "a ticket's facts are those after its last event": `
    SELECT t.number FROM ticket t JOIN event e ON e.position = t.position
    WHERE e.subjectId <> t.number OR NOT (e.stateAfter <=> t.state) OR NOT (e.queueIdAfter <=> t.queueId)
      OR NOT (e.teamIdAfter <=> t.teamId) OR NOT (e.levelAfter <=> t.level) OR NOT (e.assigneeIdAfter <=> t.assigneeId)
      OR NOT (e.applicationIdAfter <=> t.applicationId) OR NOT (e.compartmentIdAfter <=> t.compartmentId)
      OR NOT (e.kindAfter <=> t.kind) OR NOT (e.natureAfter <=> t.nature) OR NOT (e.priorityAfter <=> t.priority)
      OR NOT (e.waitingForAfter <=> t.waitingFor)
      OR NOT (e.serviceLevelAfter <=> CAST(t.serviceLevelState AS CHAR)) LIMIT 5`,
  "an event starts from what the one before it left": `
    SELECT position FROM (
      SELECT position, stateBefore, queueIdBefore, assigneeIdBefore, serviceLevelBefore, subjectVersion,
        LAG(stateAfter) OVER w AS state, LAG(queueIdAfter) OVER w AS queueId, LAG(assigneeIdAfter) OVER w AS assigneeId,
        LAG(subjectVersion) OVER w AS version, LAG(serviceLevelAfter) OVER w AS serviceLevel
      FROM event WHERE subjectType = 'TICKET' WINDOW w AS (PARTITION BY subjectId ORDER BY position)
    ) steps
    WHERE NOT (stateBefore <=> state) OR NOT (queueIdBefore <=> queueId) OR NOT (assigneeIdBefore <=> assigneeId)
      OR NOT (serviceLevelBefore <=> serviceLevel) OR subjectVersion < COALESCE(version, 0) LIMIT 5`,
  "an event of a ticket says how much business time had elapsed": `
    SELECT e.position FROM event e JOIN ticket t ON t.number = e.subjectId AND t.clockAt IS NOT NULL
    WHERE e.subjectType = 'TICKET' AND e.businessMs IS NULL LIMIT 5`,
  "a ticket's next breach is the earlier one of its pending targets, its service level the worst of them": `
    SELECT number FROM (
      SELECT number, nextBreachAt, serviceLevelState, takeChargeState, resolveState,
        IF(takeChargeState IN ('PENDING', 'IMMINENT'), takeChargeDueAt, NULL) AS takeCharge,
        IF(resolveState IN ('PENDING', 'IMMINENT'), resolveDueAt, NULL) AS resolve FROM ticket
    ) t
    WHERE NOT (nextBreachAt <=> LEAST(COALESCE(takeCharge, resolve), COALESCE(resolve, takeCharge)))
      OR NOT (CAST(serviceLevelState AS CHAR) <=> CASE
        WHEN 'MISSED' IN (takeChargeState, resolveState) THEN 'MISSED'
        WHEN 'IMMINENT' IN (takeChargeState, resolveState) THEN 'IMMINENT'
        WHEN 'PENDING' IN (takeChargeState, resolveState) THEN 'PENDING'
        WHEN 'PAUSED' IN (takeChargeState, resolveState) THEN 'PAUSED'
        WHEN 'MET' IN (takeChargeState, resolveState) THEN 'MET' END) LIMIT 5`,
  "a queue's level and team are the ticket's": `
    SELECT t.number FROM ticket t LEFT JOIN queue q ON q.id = t.queueId
    WHERE q.id IS NULL OR q.level <> t.level OR q.teamId <> t.teamId LIMIT 5`,
  "a resolved ticket says how, an open one does not": `
    SELECT number FROM ticket
    WHERE (state IN ('RESOLVED', 'CLOSED')) <> (resolvedAt IS NOT NULL AND resolutionCode IS NOT NULL) LIMIT 5`,
};

/** The checks that do not hold, with examples of what breaks them. */
export async function inconsistencies(sql: Sql): Promise<string[]> {
  const broken: string[] = [];
  for (const [check, query] of Object.entries(CHECKS)) {
    const found = await sql.query<unknown[]>(query);
    if (found.length > 0) broken.push(`not true that ${check}: ${JSON.stringify(found)}`);
  }
  return broken;
}
