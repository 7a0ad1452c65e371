import { describe, expect, it } from "vitest";
import { Nature } from "../tickets/ticket.entity.js";
import type { ChainLinkRow } from "./application.type.js";
import { chainFor, firstOf, type Place, targetsFrom } from "./support-chain.rules.js";

const DESK = null;
const PAYROLL = 7;
const { TECHNICAL, FUNCTIONAL, REGULATORY } = Nature;

function link(applicationId: number | null, nature: Nature | null, level: number, queueId: number): ChainLinkRow {
  return { applicationId, nature, level, queueId };
}

describe("the chain of a request", () => {
  const links = [
    link(DESK, null, 0, 1),
    link(DESK, null, 1, 2),
    link(DESK, REGULATORY, 1, 3),
    link(PAYROLL, null, 1, 4),
    link(PAYROLL, FUNCTIONAL, 1, 5),
    link(PAYROLL, null, 3, 6),
  ];
  const cases: [string, ChainLinkRow[], Nature | null, [number, number][]][] = [
    [
      "without an application or a nature is the desk's default",
      links.slice(0, 3),
      null,
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [
      "takes the desk's link for the nature",
      links.slice(0, 3),
      REGULATORY,
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      "takes the application's default before any link of the desk",
      links,
      REGULATORY,
      [
        [0, 1],
        [1, 4],
        [3, 6],
      ],
    ],
    [
      "takes the application's link for the nature first",
      links,
      FUNCTIONAL,
      [
        [0, 1],
        [1, 5],
        [3, 6],
      ],
    ],
    [
      "fills the levels that the application does not name from the desk",
      links,
      TECHNICAL,
      [
        [0, 1],
        [1, 4],
        [3, 6],
      ],
    ],
    [
      "does not depend on the order of the links",
      links.toReversed(),
      FUNCTIONAL,
      [
        [0, 1],
        [1, 5],
        [3, 6],
      ],
    ],
    ["is empty without links", [], TECHNICAL, []],
  ];
  it.each(cases)("%s", (_, given, nature, expected) => {
    expect([...chainFor(given, nature)].sort(([a], [b]) => a - b)).toEqual(expected);
  });
});

// The desk's ranks need not be 0 to 3, nor follow one another.
const queues: Place[] = [
  { queueId: 10, teamId: 1, level: 0 },
  { queueId: 11, teamId: 2, level: 0 },
  { queueId: 20, teamId: 1, level: 1 },
  { queueId: 21, teamId: 2, level: 1 },
  { queueId: 40, teamId: 3, level: 4 },
  { queueId: 70, teamId: 4, level: 7 },
];
const chain = new Map([
  [0, 10],
  [1, 20],
  [4, 40],
  [7, 70],
]);

describe("the first queue", () => {
  it("is that of the chain's lowest level", () => {
    expect(firstOf(chain, queues)?.queueId).toBe(10);
    expect(
      firstOf(
        new Map([
          [4, 40],
          [7, 70],
        ]),
        queues,
      )?.queueId,
    ).toBe(40);
  });

  it("passes over a link whose queue is out of service", () => {
    expect(firstOf(chain, queues.slice(1))?.queueId).toBe(20);
  });

  it("does not exist for a chain that leads nowhere", () => {
    expect(firstOf(chain, [])).toBeNull();
  });
});

describe("the targets of a ticket", () => {
  const place = (queueId: number) => queues.find((queue) => queue.queueId === queueId)!;
  const told = (targets: { queueId: number; byChain: boolean; skipsLevel: boolean }[]) =>
    targets.map(
      ({ queueId, byChain, skipsLevel }) => `${queueId}${byChain ? " chain" : ""}${skipsLevel ? " skips" : ""}`,
    );

  const cases: [string, Map<number, number>, number, { up: string[]; down: string[]; sideways: string[] }][] = [
    [
      "at the lowest level: up by the chain first, then by choice",
      chain,
      10,
      { up: ["20 chain", "40 chain skips", "70 chain skips", "21"], down: [], sideways: ["11"] },
    ],
    ["in the middle", chain, 20, { up: ["40 chain", "70 chain skips"], down: ["10 chain", "11"], sideways: ["21"] }],
    [
      "at the highest level: nothing above, the nearest below first",
      chain,
      70,
      { up: [], down: ["40 chain", "20 chain", "10 chain", "21", "11"], sideways: [] },
    ],
    [
      "outside the chain: its own queue of this level is offered sideways",
      chain,
      21,
      { up: ["40 chain", "70 chain skips"], down: ["10 chain", "11"], sideways: ["20 chain"] },
    ],
    [
      "a level without a link is not skipped by the chain's next one",
      new Map([
        [0, 10],
        [4, 40],
      ]),
      10,
      { up: ["40 chain", "20", "21", "70 skips"], down: [], sideways: ["11"] },
    ],
    [
      "without a chain everything is a choice, and what lies past the next level skips",
      new Map(),
      20,
      { up: ["40", "70 skips"], down: ["10", "11"], sideways: ["21"] },
    ],
  ];
  it.each(cases)("%s", (_, given, here, expected) => {
    const targets = targetsFrom(given, queues, place(here));
    expect({ up: told(targets.up), down: told(targets.down), sideways: told(targets.sideways) }).toEqual(expected);
  });
});
