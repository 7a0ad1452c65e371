import type { Language } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { keyOf as idOf, toGlobalId } from "../platform/graphql/node-id.js";
import { MetricGrouping } from "./metric.input.js";
import type { MetricGroup } from "./metric.type.js";
import type { Bucket } from "./metric-period.rules.js";
import { isPeriod } from "./metric-question.rules.js";

/** A group as a report shows it, and its place among the others. */
export interface NamedGroup extends MetricGroup {
  order: string | number;
}

type Value = string | number | null;

const WORDS: Partial<Record<MetricGrouping, Record<string, Record<Language, string>>>> = {
  [MetricGrouping.NATURE]: {
    TECHNICAL: { en: "technical", fr: "technique" },
    FUNCTIONAL: { en: "functional", fr: "fonctionnelle" },
    REGULATORY: { en: "regulatory", fr: "réglementaire" },
  },
  [MetricGrouping.KIND]: {
    INCIDENT: { en: "incident", fr: "incident" },
    QUESTION: { en: "question", fr: "question" },
    COMPLAINT: { en: "complaint", fr: "réclamation" },
    SERVICE_REQUEST: { en: "service request", fr: "demande de service" },
  },
  [MetricGrouping.CHANNEL]: {
    PHONE: { en: "telephone", fr: "téléphone" },
    EMAIL: { en: "e-mail", fr: "courriel" },
    WEB: { en: "web", fr: "web" },
    ON_SITE: { en: "on site", fr: "sur site" },
    API: { en: "program", fr: "programme" },
    MONITORING: { en: "monitoring", fr: "supervision" },
  },
  [MetricGrouping.RESOLUTION_CODE]: {
    SOLVED: { en: "solved", fr: "résolu" },
    WORKAROUND: { en: "workaround", fr: "contournement" },
    NO_FAULT: { en: "no fault found", fr: "aucune anomalie" },
    NO_ANSWER: { en: "no answer", fr: "sans réponse du demandeur" },
    OUT_OF_SCOPE: { en: "out of scope", fr: "hors périmètre" },
    REFUSED: { en: "refused", fr: "refusé" },
  },
  [MetricGrouping.WAITING_FOR]: {
    REQUESTER: { en: "the requester", fr: "le demandeur" },
    THIRD_PARTY: { en: "a third party", fr: "un tiers" },
    DATE: { en: "a date", fr: "une date" },
  },
  [MetricGrouping.TARGET]: {
    TAKE_CHARGE: { en: "take charge", fr: "prise en compte" },
    RESOLVE: { en: "resolve", fr: "résolution" },
  },
  [MetricGrouping.MEANS]: {
    PHONE: { en: "telephone", fr: "téléphone" },
    EMAIL: { en: "e-mail", fr: "courriel" },
    REMOTE: { en: "remote control", fr: "télémaintenance" },
    ON_SITE: { en: "on site", fr: "sur site" },
  },
};

/** The groupings whose values are rows of their own: their node's name, and where their names are read. */
const NODES: Partial<Record<MetricGrouping, { node: string; names: string }>> = {
  [MetricGrouping.APPLICATION]: { node: "Application", names: "SELECT id, name FROM application" },
  [MetricGrouping.REQUESTER_SITE]: { node: "Site", names: "SELECT id, name FROM site" },
  [MetricGrouping.QUEUE]: {
    node: "Queue",
    names: "SELECT q.id, CONCAT(t.name, ' · ', q.level) AS name FROM queue q JOIN team t ON t.id = q.teamId",
  },
  [MetricGrouping.POLICY]: { node: "ServiceLevelPolicy", names: "SELECT id, name FROM service_level_policy" },
  [MetricGrouping.PERSON]: { node: "Person", names: "SELECT id, displayName AS name FROM person WHERE id IN (?)" },
  [MetricGrouping.TEAM]: { node: "Team", names: "SELECT id, name FROM team" },
  [MetricGrouping.TEAM_SITE]: { node: "Site", names: "SELECT id, name FROM site" },
};

/** What groups are called and how they are ordered: periods and levels by rank, the others by name, the missing last. */
export class GroupNames {
  private constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly buckets: readonly Bucket[],
    private readonly language: Language,
  ) {}

  static async read(
    database: Sql,
    groupBy: readonly MetricGrouping[],
    buckets: readonly Bucket[],
    language: Language,
    people: readonly Value[],
  ): Promise<GroupNames> {
    const names = new Map<string, string>();
    for (const grouping of groupBy) {
      const read = await readNames(database, grouping, language, people);
      for (const { id, name } of read) names.set(`${grouping}:${id}`, name);
    }
    return new GroupNames(names, buckets, language);
  }

  group(by: MetricGrouping, value: Value): NamedGroup {
    if (value === null) return { by, key: null, name: null, order: "\uffff" };
    if (isPeriod(by)) {
      const { key, name } = this.buckets[Number(value)]!;
      return { by, key, name, order: Number(value) };
    }
    const name = WORDS[by]?.[String(value)]?.[this.language] ?? this.names.get(`${by}:${value}`) ?? String(value);
    if (by === MetricGrouping.LEVEL) return { by, key: String(value), name, order: Number(value) };
    return { by, key: keyOf(by, value), name, order: name };
  }

  compare(a: readonly NamedGroup[], b: readonly NamedGroup[]): number {
    for (const [index, { order }] of a.entries()) {
      const other = b[index]!.order;
      const difference =
        typeof order === "number" && typeof other === "number"
          ? order - other
          : String(order).localeCompare(String(other), this.language);
      const missing = Number(a[index]!.key === null) - Number(b[index]!.key === null);
      if (missing !== 0 || difference !== 0) return missing || difference;
    }
    return 0;
  }
}

function keyOf(by: MetricGrouping, value: string | number): string {
  const found = NODES[by];
  return found ? toGlobalId(found.node, value) : String(value);
}

/** The value by which the database groups, of a key as a report gives it; undefined for what is no such key. */
export function groupValueOf(
  by: MetricGrouping,
  key: string | null,
  buckets: readonly Bucket[],
): string | number | null | undefined {
  if (key === null) return null;
  const found = NODES[by];
  if (found) return idOf(found.node, key) ?? undefined;
  if (isPeriod(by)) {
    const index = buckets.findIndex((bucket) => bucket.key === key);
    return index < 0 ? undefined : index;
  }
  if (by === MetricGrouping.LEVEL) return /^[0-3]$/.test(key) ? Number(key) : undefined;
  return key;
}

async function readNames(
  database: Sql,
  grouping: MetricGrouping,
  language: Language,
  people: readonly Value[],
): Promise<{ id: number; name: string }[]> {
  const found = NODES[grouping];
  // The desk knows more people than work at it.
  if (grouping === MetricGrouping.PERSON) {
    const known = people.filter((id) => id !== null);
    return known.length === 0 ? [] : database.query(found!.names, [known]);
  }
  if (found) return database.query(found.names);
  if (grouping !== MetricGrouping.LEVEL) return [];
  return database.query(`SELECT \`rank\` AS id, ${language === "fr" ? "nameFr" : "nameEn"} AS name FROM level`);
}
