import { createHash } from "node:crypto";
import type { LogCase } from "./cases.rules.js";
import type { CasePlan, NamedQueue } from "./plan.rules.js";

/** Everything besides tickets that a log names, by the log's own names. */
export interface NamedThings {
  sites: Set<string>;
  /** Requesters, with the site that the log gives them first. */
  requesters: Map<string, string | null>;
  technicians: Set<string>;
  teams: Map<string, Set<number>>;
  applications: Map<string, Set<string>>;
  /** Applications of which resolutions name the article. */
  articles: Set<string>;
}

/** What the plans of a log's incidents refer to. */
export function namedThings(planned: Iterable<{ source: LogCase; plan: CasePlan }>): NamedThings {
  const things: NamedThings = {
    sites: new Set(),
    requesters: new Map(),
    technicians: new Set(),
    teams: new Map(),
    applications: new Map(),
    articles: new Set(),
  };
  for (const { source, plan } of planned) {
    const site = source.observations[0]?.site ?? null;
    for (const { acts } of plan.steps) {
      for (const act of acts) {
        if (act.by !== null) things.technicians.add(act.by);
        if ("person" in act) things.technicians.add(act.person);
        if ("queue" in act) addQueue(things, act.queue);
        if ("application" in act) addApplication(things, act.application, act.category);
        if (act.act === "RESOLVE" && act.articleOf !== null) things.articles.add(act.articleOf);
        if (act.act === "RECORD" && !things.requesters.has(act.requester)) things.requesters.set(act.requester, site);
      }
    }
    if (site !== null) things.sites.add(site);
  }
  return things;
}

function addQueue({ teams }: NamedThings, { team, level }: NamedQueue): void {
  const levels = teams.get(team) ?? new Set();
  teams.set(team, levels.add(level));
}

function addApplication({ applications }: NamedThings, application: string, category: string | null): void {
  const categories = applications.get(application) ?? new Set();
  applications.set(application, category === null ? categories : categories.add(category));
}

const LONGEST_CODE = 32;
const LONGEST_REFERENCE = 100;

/** A team's, site's or application's code made of its name: letters, digits and hyphens. */
export function codeOf(name: string): string {
  const plain = ascii(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const readable = plain !== "" && plain.length <= LONGEST_CODE && plain.replace(/-/g, " ") === name.toUpperCase();
  return readable ? plain : `${plain.slice(0, LONGEST_CODE - 9)}-${digest(name, 8)}`.replace(/^-/, "");
}

/** The reference by which an imported person or ticket is found again: ASCII, the name itself where that is possible. */
export function referenceOf(name: string): string {
  if (/^[\x20-\x7e]+$/.test(name) && name.length <= LONGEST_REFERENCE) return name;
  return `${ascii(name).slice(0, LONGEST_REFERENCE - 17)}#${digest(name, 16)}`;
}

function ascii(name: string): string {
  return name.normalize("NFKD").replace(/[^\x20-\x7e]/g, "");
}

function digest(name: string, length: number): string {
  return createHash("sha256").update(name).digest("hex").slice(0, length);
}
