import { describe, expect, it } from "vitest";
import type { Event } from "../events/event.entity.js";
import { decodeEvent, type EventTypes } from "./decode.js";

const types: EventTypes = new Map([
  [
    "TICKET.MOVED",
    {
      schemaVersion: 3,
      upcasters: {
        1: (event: Event) => ({ ...event, queueIdAfter: (event.queueIdAfter ?? 0) + 100 }),
        2: (event: Event) => ({ ...event, levelAfter: 2 }),
      },
    },
  ],
  ["TICKET.BROKEN", { schemaVersion: 2 }],
]);

const event = (type: string, schemaVersion: number) =>
  ({ subjectType: "TICKET", subjectId: 7, type, schemaVersion, queueIdAfter: 1, levelAfter: null }) as unknown as Event;

describe("decoding an event", () => {
  it("leads an old version through every upcaster up to the present one", () => {
    expect(decodeEvent(event("MOVED", 1), types)).toMatchObject({
      schemaVersion: 3,
      queueIdAfter: 101,
      levelAfter: 2,
      understood: true,
    });
    expect(decodeEvent(event("MOVED", 2), types)).toMatchObject({
      schemaVersion: 3,
      queueIdAfter: 1,
      levelAfter: 2,
      understood: true,
    });
  });

  it("takes the present version as it is", () => {
    const written = event("MOVED", 3);
    expect(decodeEvent(written, types)).toEqual({ ...written, understood: true });
  });

  it.each([
    ["of an unknown type", event("INVENTED", 1)],
    ["of a newer version", event("MOVED", 4)],
    ["of a version that nothing leads on from", event("BROKEN", 1)],
  ])("does not claim to understand an event %s, and changes nothing in it", (_, written) => {
    expect(decodeEvent(written, types)).toEqual({ ...written, understood: false });
  });
});
