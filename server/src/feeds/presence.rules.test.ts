import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  PRESENCE_EXPIRES_MS,
  PresenceActivity,
  presenceState,
  readPresence,
  type Sighting,
  writePresence,
} from "./presence.rules.js";

const { VIEWING, TYPING } = PresenceActivity;
const NOW = 1_000_000;
const sightings = fc.array(
  fc.record<Sighting>({
    number: fc.integer({ min: 1, max: 4 }),
    personId: fc.integer({ min: 1, max: 4 }),
    activity: fc.constantFrom(VIEWING, TYPING),
    at: fc.integer({ min: NOW - 2 * PRESENCE_EXPIRES_MS, max: NOW }),
  }),
);

describe("the state of presence", () => {
  it("has each person once on a ticket, as typing if they are, and forgets who said nothing for 15 seconds", () => {
    const state = presenceState(
      [
        { number: 2, personId: 1, activity: TYPING, at: NOW - 1 },
        { number: 2, personId: 1, activity: VIEWING, at: NOW },
        { number: 1, personId: 3, activity: VIEWING, at: NOW - PRESENCE_EXPIRES_MS + 1 },
        { number: 1, personId: 4, activity: VIEWING, at: NOW - PRESENCE_EXPIRES_MS },
      ],
      NOW,
    );
    expect(state).toEqual([
      { number: 1, people: [{ personId: 3, activity: VIEWING }] },
      { number: 2, people: [{ personId: 1, activity: TYPING }] },
    ]);
  });

  it("does not depend on the order in which it was heard", () => {
    fc.assert(
      fc.property(sightings, (all) => {
        expect(presenceState([...all].reverse(), NOW)).toEqual(presenceState(all, NOW));
      }),
    );
  });

  it("is the same for a process that reads it, whatever its clock says", () => {
    fc.assert(
      fc.property(sightings, fc.integer({ min: 0, max: 10 ** 12 }), (all, theirClock) => {
        const read = readPresence(JSON.parse(JSON.stringify(writePresence(all, [3, 3, 1], NOW))), theirClock);
        expect(read.connected).toEqual([1, 3]);
        expect(presenceState(read.sightings, theirClock)).toEqual(presenceState(all, NOW));
      }),
    );
  });
});
