import { expect, it } from "vitest";
import { priorityOf, prioritySortOf, raised } from "./priority.rules.js";
import { Priority, Scale } from "./ticket.entity.js";

const { LOW, MEDIUM, HIGH } = Scale;

const MATRIX: [Scale, Scale, string][] = [
  [HIGH, HIGH, "P1"],
  [HIGH, MEDIUM, "P2"],
  [MEDIUM, HIGH, "P2"],
  [HIGH, LOW, "P3"],
  [MEDIUM, MEDIUM, "P3"],
  [LOW, HIGH, "P3"],
  [MEDIUM, LOW, "P4"],
  [LOW, MEDIUM, "P4"],
  [LOW, LOW, "P5"],
];

for (const [impact, urgency, priority] of MATRIX) {
  it(`impact ${impact} and urgency ${urgency} make ${priority}`, () => {
    expect(priorityOf(impact, urgency)).toBe(priority);
    expect(prioritySortOf(priorityOf(impact, urgency))).toBe(Number(priority.slice(1)));
  });
}

it("sorts what nobody has qualified before everything else", () => {
  expect(prioritySortOf(null)).toBe(0);
});

it("raises by one step, up to P1, and never what nobody has qualified", () => {
  expect([Priority.P5, Priority.P3, Priority.P2, Priority.P1, null].map(raised)).toEqual([
    Priority.P4,
    Priority.P2,
    Priority.P1,
    null,
    null,
  ]);
});
