import { describe, expect, it } from "vitest";
import { DEFINITIONS, MetricId } from "./metric.definitions.js";

const NARROW = "\u202f";

describe("definitions", () => {
  it.each(Object.values(MetricId))("say in both languages what %s is, by a formula and a unit", (id) => {
    const { unit, formula, fr, en } = DEFINITIONS[id];
    expect([unit, formula].every((text) => text.length > 3)).toBe(true);
    for (const { name, definition } of [fr, en]) {
      expect(name).toMatch(/^\p{Lu}/u);
      expect(name).not.toMatch(/\.$/);
      expect(definition).toMatch(/\.$/);
    }
    expect(fr.definition).not.toBe(en.definition);
  });

  it.each(Object.values(MetricId))("space and quote French as French is: %s", (id) => {
    const { name, definition } = DEFINITIONS[id].fr;
    for (const text of [name, definition]) {
      expect(text.match(/.[;:?!»]/gsu)?.every(([before]) => before === NARROW) ?? true, text).toBe(true);
      expect(text.match(/«./gsu)?.every(([, after]) => after === NARROW) ?? true, text).toBe(true);
      expect(text, text).not.toMatch(/'| {2}/);
    }
  });
});
