import { expect, it } from "vitest";
import { priorityOf, prioritySortOf } from "./priority.rules.js";
import { Scale } from "./ticket.entity.js";

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
