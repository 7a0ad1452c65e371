/** What somebody does on a ticket. */
export enum PresenceActivity {
  VIEWING = "VIEWING",
  TYPING = "TYPING",
}

/** Somebody was on a ticket, so many milliseconds before the state was written. */
export interface Sighting {
  number: number;
  personId: number;
  activity: PresenceActivity;
  at: number;
}

export interface TicketPresence {
  number: number;
  people: { personId: number; activity: PresenceActivity }[];
}

/** Who says nothing for this long is no longer there. */
export const PRESENCE_EXPIRES_MS = 15_000;

/** The whole state: for each ticket the people on it, each once, typing rather than viewing, in a fixed order. */
export function presenceState(sightings: Iterable<Sighting>, now: number): TicketPresence[] {
  const tickets = new Map<number, Map<number, PresenceActivity>>();
  for (const { number, personId, activity, at } of sightings) {
    if (now - at >= PRESENCE_EXPIRES_MS) continue;
    let people = tickets.get(number);
    if (!people) tickets.set(number, (people = new Map()));
    if (people.get(personId) !== PresenceActivity.TYPING) people.set(personId, activity);
  }
  return [...tickets]
    .sort(([a], [b]) => a - b)
    .map(([number, people]) => ({
      number,
      people: [...people].sort(([a], [b]) => a - b).map(([personId, activity]) => ({ personId, activity })),
    }));
}

/** What one process writes of its part, with ages rather than instants: clocks differ between machines. */
export interface WrittenPresence {
  sightings: [number: number, personId: number, activity: PresenceActivity, age: number][];
  connected: number[];
}

export function writePresence(
  sightings: Iterable<Sighting>,
  connected: Iterable<number>,
  now: number,
): WrittenPresence {
  const fresh = [...sightings].filter(({ at }) => now - at < PRESENCE_EXPIRES_MS);
  return {
    sightings: fresh.map(({ number, personId, activity, at }) => [number, personId, activity, now - at]),
    connected: [...new Set(connected)].sort((a, b) => a - b),
  };
}

export function readPresence({ sightings, connected }: WrittenPresence, now: number) {
  return {
    sightings: sightings.map(
      ([number, personId, activity, age]): Sighting => ({ number, personId, activity, at: now - age }),
    ),
    connected,
  };
}
