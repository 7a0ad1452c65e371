import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Channel, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import { ImportError } from "./import-error.js";

const text = z.string().min(1);
const column = text.describe("A column's name, as in the log's header");

const matcher = z
  .union([
    z.string(),
    z.array(z.string()).min(1),
    z.null(),
    z.strictObject({ matches: z.string().refine(isPattern, "is not a regular expression") }),
    z.strictObject({ missing: z.boolean() }),
  ])
  .describe("A value, one of several, a pattern, or whether the value is missing (null: it is)");

const condition = z.record(column, matcher).describe("Holds for rows where every column named here matches");

/** How a value is read from a row. The first form that fits is meant; see docs/import.md. */
function lookup<T extends z.ZodType>(value: T) {
  return z.union([
    z.strictObject({ constant: value }),
    z.strictObject({
      column,
      values: z.record(z.string(), value).optional(),
      patterns: z
        .array(z.strictObject({ matches: text.refine(isPattern, "is not a regular expression"), value }))
        .optional(),
      otherwise: value.optional(),
      missing: value.optional(),
      when: condition.optional(),
    }),
    z.strictObject({ rules: z.array(z.strictObject({ when: condition, value })).min(1), otherwise: value.optional() }),
  ]);
}

const textLookup = z.union([
  lookup(z.string()),
  z.strictObject({ template: text.describe("Text with {columns} in braces"), missing: z.string().optional() }),
]);

const time = z.strictObject({
  column,
  formats: z
    .array(text)
    .min(1)
    .optional()
    .describe("Luxon tokens, ISO, EPOCH_SECONDS or EPOCH_MILLIS; the first that fits"),
  zone: text.optional().describe("IANA name, for times that carry no zone of their own"),
});

export const TARGET_STATES = ["NEW", "OPEN", "IN_PROGRESS", "WAITING", "RESOLVED", "CLOSED", "CANCELLED"] as const;
export const WORK_ACTS = ["NOTE", "REPLY", "CHASE"] as const;

const stateRule = z
  .strictObject({
    when: condition,
    state: z.enum(TARGET_STATES).optional(),
    waitingFor: z.enum([WaitingFor.REQUESTER, WaitingFor.THIRD_PARTY]).optional(),
    unchanged: z.literal(true).optional(),
    act: z.enum(WORK_ACTS).optional(),
    skip: text.optional(),
  })
  .refine(
    ({ state, unchanged, skip }) => [state, unchanged, skip].filter((each) => each !== undefined).length === 1,
    'says one of "state", "unchanged" and "skip"',
  )
  .refine(({ state, waitingFor }) => (state === "WAITING") === (waitingFor !== undefined), {
    message: 'names "waitingFor" with the state WAITING, and only with it',
  });

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "is 1 to 40 lower-case letters, digits and hyphens"),
  about: z.string().optional(),
  source: z
    .strictObject({
      delimiter: z.string().min(1).max(4).default(","),
      quote: z.string().length(1).nullable().default('"'),
      escape: z.string().length(1).default('"'),
      encoding: text.default("utf-8"),
      header: z.union([z.literal(true), z.array(text).min(1)]).default(true),
      skipLines: z.int().min(0).default(0),
    })
    .prefault({}),
  missing: z.array(z.string()).default([""]),
  case: z.strictObject({ column, prefix: z.string().default("") }),
  time: time.extend({ formats: z.array(text).min(1) }),
  order: z
    .array(
      z.strictObject({
        column,
        as: z.enum(["number", "text"]).default("text"),
        direction: z.enum(["ascending", "descending"]).default("ascending"),
      }),
    )
    .default([]),
  recording: z.strictObject({
    time: time.optional(),
    channel: lookup(z.enum(Channel)),
    kind: lookup(z.enum(TicketKind)).default({ constant: TicketKind.INCIDENT }),
    requester: textLookup,
    site: textLookup.optional(),
    subject: textLookup,
    description: textLookup.optional(),
  }),
  application: textLookup,
  facts: z
    .strictObject({
      nature: lookup(z.enum(Nature)).default({ constant: Nature.TECHNICAL }),
      impact: lookup(z.enum(Scale)).default({ constant: Scale.MEDIUM }),
      urgency: lookup(z.enum(Scale)).default({ constant: Scale.MEDIUM }),
      category: textLookup.optional(),
    })
    .prefault({}),
  states: z.array(stateRule).min(1),
  unknownState: z.enum(["STOP", "SKIP"]).default("STOP"),
  team: z.strictObject({ value: textLookup, before: text.default("Service desk") }),
  level: z.union([
    z.strictObject({
      groupOrder: z
        .strictObject({ first: z.int().min(0).max(3), highest: z.int().min(0).max(3) })
        .refine(({ first, highest }) => first <= highest, "starts no higher than it ends"),
    }),
    lookup(z.int().min(0).max(3)),
  ]),
  levelBefore: z.int().min(0).max(3).default(0),
  assignee: z.strictObject({ value: textLookup, missing: z.enum(["RELEASE", "KEEP"]).default("KEEP") }).optional(),
  actor: textLookup.optional(),
  words: textLookup.optional(),
  resolution: z
    .strictObject({
      code: lookup(z.enum(ResolutionCode)).default({ constant: ResolutionCode.SOLVED }),
      solution: textLookup.optional(),
      article: z.strictObject({ when: condition, title: text }).optional(),
    })
    .prefault({}),
  unsupported: z.array(z.strictObject({ column, reason: text })).default([]),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type Condition = z.infer<typeof condition>;
export type Matcher = z.infer<typeof matcher>;
export type TextLookup = z.infer<typeof textLookup>;
export type TimeColumn = z.infer<typeof time>;
export type TargetState = (typeof TARGET_STATES)[number];
export type WorkAct = (typeof WORK_ACTS)[number];
export type Lookup<T> =
  | { constant: T }
  | {
      column: string;
      values?: Record<string, T> | undefined;
      patterns?: { matches: string; value: T }[] | undefined;
      otherwise?: T | undefined;
      missing?: T | undefined;
      when?: Condition | undefined;
    }
  | { rules: { when: Condition; value: T }[]; otherwise?: T | undefined };

/** Reads and checks a mapping; whatever is wrong with it is named by its place. */
export async function readMapping(path: string): Promise<Mapping> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new ImportError(`The mapping ${path} cannot be read: ${(error as Error).message}`);
  }
  return parseMapping(content, path);
}

export function parseMapping(content: unknown, path = "mapping"): Mapping {
  const parsed = mappingSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join(".") || "(top)"}: ${issue.message}`);
  throw new ImportError(`The mapping ${path} is not one:\n${wrong.join("\n")}`);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
