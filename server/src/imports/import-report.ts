import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import type { Reason, Remark } from "./observation.rules.js";

/** What each reason means, in the report's words. */
export const REASONS: Record<Reason, string> = {
  NO_CASE: "rows that name no incident: not imported",
  NO_TIME: "rows without a time: not imported",
  UNREADABLE_TIME: "times that fit none of the mapping's formats",
  UNKNOWN_STATE: "rows in a state that the mapping does not know: not imported",
  SKIPPED: "rows that the mapping leaves out",
  UNKNOWN_VALUE: "values that the mapping does not know: the fact stays as it was",
  UNSUPPORTED: "values that the desk has no place for yet",
  BEFORE_RECORDING: "incidents updated before their recording: recorded at the first update",
  OUT_OF_ORDER: "incidents whose rows are not in the order of their times: replayed in that order",
  REQUESTER_CHANGED: "changes of requester: a ticket keeps the one it was recorded for",
  CHANNEL_CHANGED: "changes of channel: a ticket keeps the one it came by",
  QUALIFIED_WHILE_RESOLVED: "facts changed on a resolved ticket: kept for its reopening",
  ROUTED_WHILE_RESOLVED: "team changed on a resolved ticket: kept for its reopening",
  ASSIGNED_WHILE_RESOLVED: "assignee changed on a resolved ticket: not kept",
  RESOLVED_AFTER_CLOSING: "resolved again after the closing: the ticket stays closed",
  AFTER_CANCELLATION: "changes around a cancellation that a ticket's life does not have",
  CHASED_WHEN_ENDED: "the requester's chasing of a ticket that has ended",
  NOBODY_TO_TAKE_IT: "in progress there, and the row names nobody who could have taken it",
  NOBODY_HAS_IT: "in progress there without an assignee: here in its queue until somebody takes it",
  NOTHING_CHANGED: "rows that change nothing",
  REFUSED: "acts that the desk refused: the incident stops there",
};

/** How many remarks of each kind there are, the most frequent first. */
export function countRemarks(remarks: Iterable<Remark>): [Reason, number][] {
  const counts = new Map<Reason, number>();
  for (const { reason } of remarks) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** Writes one line for each remark: line of the log, incident, reason, detail. */
export async function writeRemarks(path: string, remarks: Iterable<Remark>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = createWriteStream(path);
  file.write("line,incident,reason,detail\n");
  for (const { line, case: id, reason, detail } of remarks) {
    const written = file.write(`${[String(line), id, reason, detail].map(quoted).join(",")}\n`);
    if (!written) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
