import { expect, test } from "vitest";
import { figuresOf, fitting, levelsOf } from "./wall-figures";

type Queue = Parameters<typeof figuresOf>[0][number];

const queue = (name: string, rank: number, counts: Partial<Queue["counts"]>): Queue => ({
  id: name,
  team: { __typename: "Team", id: name, code: name, name },
  level: { __typename: "Level", rank, name: `Level ${rank}` },
  counts: {
    __typename: "QueueCounts",
    queue: { __typename: "Queue", id: name },
    new: 0,
    open: 0,
    inProgress: 0,
    waiting: 0,
    unassigned: 0,
    total: 0,
    imminent: 0,
    missed: 0,
    oldestWaitingAt: null,
    nextBreachAt: null,
    today: { __typename: "QueueDay", day: "2026-11-22", received: 0, resolved: 0 },
    ...counts,
  },
});

const calm = queue("Calm", 0, { total: 30, new: 4, open: 2 });
const late = queue("Late", 0, { total: 3, missed: 2 });
const upper = queue("Upper", 1, {
  total: 8,
  imminent: 1,
  today: { __typename: "QueueDay", day: "", received: 5, resolved: 3 },
});

test("the room's figures are the sums over its queues", () => {
  expect(figuresOf([calm, late, upper])).toEqual({
    open: 41,
    unassigned: 6,
    imminent: 1,
    missed: 2,
    received: 5,
    resolved: 3,
  });
});

test("queues stand under their levels, the most worrying first", () => {
  const levels = levelsOf([upper, calm, late]);
  expect(levels.map(({ rank, open, queues }) => [rank, open, queues.map(({ id }) => id)])).toEqual([
    [0, 33, ["Late", "Calm"]],
    [1, 8, ["Upper"]],
  ]);
});

test("what does not fit is left out where it worries least, and counted", () => {
  const { levels, left } = fitting(levelsOf([upper, calm, late]), 2);
  expect(levels.flatMap(({ queues }) => queues.map(({ id }) => id))).toEqual(["Late", "Upper"]);
  expect(left).toBe(1);
  expect(fitting(levelsOf([upper, calm]), 2).left).toBe(0);
});
