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

/** Somebody with these rights, but nobody in particular. */
export function withoutIdentity(viewer: Viewer): Viewer {
  return viewer.kind === "PERSON"
    ? { ...viewer, personId: 0, sessionId: 0, memberships: [] }
    : { ...viewer, tokenId: 0, name: "", memberships: [] };
}

/** Equal for viewers who are answered alike, by who they are where that matters. */
export function audienceOf(viewer: Viewer, personal: boolean): string {
  const rights = `${viewer.rightsClass}|${viewer.language}`;
  return personal ? `${rights}|${rightsKeys(viewer)[0]}` : rights;
}
