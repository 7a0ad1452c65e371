import type { Condition, Lookup, Matcher, TextLookup } from "./mapping.js";

/** The value of a column, or null when it is missing. */
export type Cells = (column: string) => string | null;

/** What a lookup found: a value, nothing to read, or a value that the mapping does not know. */
export type Found<T> = { value: T } | { missing: true } | { unknown: string; column: string };

export type Reader<T> = (cells: Cells) => Found<T>;

const MISSING = { missing: true } as const;
const PLACEHOLDER = /\{([^{}]+)\}/g;

/** A lookup made ready to be asked of many rows. */
export function compileLookup<T>(lookup: Lookup<T>): Reader<T> {
  if ("constant" in lookup) return () => ({ value: lookup.constant });
  if ("rules" in lookup) {
    const rules = lookup.rules.map(({ when, value }) => ({ holds: compileCondition(when), value }));
    return (cells) => orElse(rules.find(({ holds }) => holds(cells))?.value, lookup.otherwise);
  }
  const { column, missing, otherwise } = lookup;
  const values = new Map(Object.entries(lookup.values ?? {}));
  const patterns = (lookup.patterns ?? []).map(({ matches, value }) => ({ pattern: new RegExp(matches, "u"), value }));
  const applies = lookup.when ? compileCondition(lookup.when) : () => true;
  return (cells) => {
    if (!applies(cells)) return MISSING;
    const text = cells(column);
    if (text === null) return orElse(missing);
    const found = values.get(text) ?? patterns.find(({ pattern }) => pattern.test(text))?.value ?? otherwise;
    return found === undefined ? { unknown: text, column } : { value: found };
  };
}

/** The same for free text, where a column without a table of values stands for itself. */
export function compileText(lookup: TextLookup): Reader<string> {
  if ("template" in lookup) {
    const { template, missing } = lookup;
    const columns = columnsOfTemplate(template);
    return (cells) => {
      const values = new Map(columns.map((column) => [column, cells(column)]));
      if (columns.length > 0 && [...values.values()].every((value) => value === null)) return orElse(missing);
      return { value: template.replace(PLACEHOLDER, (_, column: string) => values.get(column) ?? "").trim() };
    };
  }
  if ("column" in lookup && !lookup.values && !lookup.patterns && lookup.otherwise === undefined) {
    const { column, missing } = lookup;
    const applies = lookup.when ? compileCondition(lookup.when) : () => true;
    return (cells) => (applies(cells) ? orElse(cells(column) ?? undefined, missing) : MISSING);
  }
  return compileLookup<string>(lookup);
}

export function compileCondition(condition: Condition): (cells: Cells) => boolean {
  const tests = Object.entries(condition).map(([column, matcher]) => ({ column, matches: compileMatcher(matcher) }));
  return (cells) => tests.every(({ column, matches }) => matches(cells(column)));
}

function compileMatcher(matcher: Matcher): (text: string | null) => boolean {
  if (matcher === null) return (text) => text === null;
  if (typeof matcher === "string") return (text) => text === matcher;
  if (Array.isArray(matcher)) {
    const values = new Set<string | null>(matcher);
    return (text) => values.has(text);
  }
  if ("missing" in matcher) return (text) => (text === null) === matcher.missing;
  const pattern = new RegExp(matcher.matches, "u");
  return (text) => text !== null && pattern.test(text);
}

function orElse<T>(value: T | undefined, otherwise?: T): Found<T> {
  const chosen = value ?? otherwise;
  return chosen === undefined ? MISSING : { value: chosen };
}

function columnsOfTemplate(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1]!);
}

/** Every column that a mapping, or a part of it, reads. */
export function columnsIn(part: unknown): Set<string> {
  const columns = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "column" && typeof inner === "string") columns.add(inner);
      else if (key === "template" && typeof inner === "string")
        columnsOfTemplate(inner).forEach((each) => columns.add(each));
      else if (key === "when" && typeof inner === "object")
        Object.keys(inner ?? {}).forEach((each) => columns.add(each));
      else if (key !== "values") visit(inner);
    }
  };
  visit(part);
  return columns;
}
