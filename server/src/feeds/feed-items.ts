import type { Viewer } from "../platform/auth/viewer.js";
import type { Item, Note, ResyncReason } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { type Reference, referenceOf, seesReference } from "./reference.rules.js";

/** A note about something that tickets refer to. */
export interface ReferenceNote extends Note {
  reference: Reference;
}

/** What an event about anything but a ticket means to a screen. */
export function referenceNotes(event: LogEvent): readonly ReferenceNote[] {
  const { position } = event;
  const reference = referenceOf(event);
  if (!reference) return [];
  return [{ since: position, position, subject: `${reference.type}:${reference.id}`, reference }];
}

export function referenceItem(
  { position, reference }: ReferenceNote,
  viewer: Viewer,
  at: (position: number) => string,
): Item | null {
  if (!seesReference(viewer, reference)) return null;
  return {
    key: `reference:${position}:${reference.id}`,
    root: {
      __typename: "ReferenceChanged",
      position: at(position),
      type: reference.type,
      id: reference.id,
    } as Item["root"],
  };
}

export function checkpointItem(position: string, time: Date): Item {
  return { key: `checkpoint:${position}`, root: { __typename: "Checkpoint", position, time } as Item["root"] };
}

export function resyncItem(position: string, reason: ResyncReason): Item {
  return { key: `resync:${reason}`, root: { __typename: "ResyncRequired", position, reason } as Item["root"] };
}
