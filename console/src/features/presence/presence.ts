import type { PresenceActivity } from "@guichet/schema";
import { useSyncExternalStore } from "react";

export interface Present {
  id: string;
  displayName: string;
  activity: PresenceActivity;
}

interface Told {
  number: number;
  people: readonly { activity: PresenceActivity; person: { id: string; displayName: string } }[];
}

const nobody: readonly Present[] = [];
let present: ReadonlyMap<number, readonly Present[]> = new Map();
const listeners = new Set<() => void>();

/** Presence comes whole, outside the log: what is not in it has gone. */
export function tellPresence(tickets: readonly Told[]): void {
  present = new Map(
    tickets.map(({ number, people }) => [
      number,
      people.map(({ activity, person }) => ({ id: person.id, displayName: person.displayName, activity })),
    ]),
  );
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is on this ticket now, as far as the desk last said. */
export function usePresent(number: number): readonly Present[] {
  return useSyncExternalStore(
    listen,
    () => present.get(number) ?? nobody,
    () => nobody,
  );
}
