type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What differs from desk to desk, and from day to day; other values are promised as they are. */
const VARYING =
  /^(id|key|number|position|secret|hash|value|count|totalCount|mean|p50|p90|stillOpen|underThreshold|at|occurredAt|asOf|frozenAt|endCursor|subject|excerpt)$/;

/**
 * Compares answers with those a page shows. Lists may be cut on the page, and `…` ends or replaces a text. Ids and
 * numbers are this desk's own: they are learnt from its answers and put into the requests that follow.
 */
export class Examples {
  private readonly learnt = new Map<string, Json>();

  /** The variables as they have to be on this desk. */
  fill(shown: Json, key = ""): Json {
    if (Array.isArray(shown)) return shown.map((each) => this.fill(each));
    if (shown !== null && typeof shown === "object") {
      return Object.fromEntries(Object.entries(shown).map(([name, each]) => [name, this.fill(each, name)]));
    }
    return this.learnt.get(memo(shown, key)) ?? shown;
  }

  /** Where the answer is not as shown; null when it is. */
  difference(shown: Json, answer: Json | undefined, path = "answer", key = ""): string | null {
    if (Array.isArray(shown)) {
      if (!Array.isArray(answer) || answer.length < shown.length) return `${path} is ${JSON.stringify(answer)}`;
      return first(shown.map((each, index) => this.difference(each, answer[index], `${path}[${index}]`, key)));
    }
    if (shown !== null && typeof shown === "object") {
      if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return `${path} is ${answer}`;
      const missing = Object.keys(answer).find((name) => !(name in shown));
      if (missing) return `${path}.${missing} is not shown`;
      return first(
        Object.entries(shown).map(([name, each]) => this.difference(each, answer[name], `${path}.${name}`, name)),
      );
    }
    if (VARYING.test(key) && typeof answer === typeof shown) {
      this.learnt.set(memo(shown, key), answer!);
      return null;
    }
    if (typeof shown === "string" && shown.includes("…") && typeof answer === "string") {
      const [before, after] = shown.split("…") as [string, string];
      // Only a text that is cut at its end has nothing after it; one with a … of its own is compared whole.
      if (after === "" && (answer.startsWith(before) || before === "")) return null;
    }
    return answer === shown ? null : `${path} is ${JSON.stringify(answer)}, not ${JSON.stringify(shown)}`;
  }
}

/** Texts are found again wherever they stand; a number only under its own name. */
function memo(value: Json, key: string): string {
  return typeof value === "string" ? value : `${key}:${value}`;
}

function first(differences: (string | null)[]): string | null {
  return differences.find((difference) => difference !== null) ?? null;
}
