import type { Viewer } from "../auth/viewer.js";
import type { LogEvent } from "./log-event.js";

/** One of the things that give a viewer rights: a person, a session or a token. */
export type RightsKey = `person:${number}` | `session:${number}` | `token:${number}`;

/** Whose rights an event may have changed. Part of the accounts feature; nothing is read for it. */
export type ConcernedByEvent = (event: LogEvent) => "everybody" | readonly RightsKey[];

export function rightsKeys(viewer: Viewer): readonly RightsKey[] {
  return viewer.kind === "PERSON"
    ? [`person:${viewer.personId}`, `session:${viewer.sessionId}`]
    : [`token:${viewer.tokenId}`];
}

/** Whether any of the events may have changed this viewer's rights. */
export function isConcerned(viewer: Viewer, events: readonly LogEvent[], concerned: ConcernedByEvent): boolean {
  const keys = rightsKeys(viewer);
  return events.some((event) => {
    const whose = concerned(event);
    return whose === "everybody" || keys.some((key) => whose.includes(key));
  });
}
