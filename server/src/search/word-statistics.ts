import type { Sql } from "../platform/database/sql.js";
import { type Frequencies, wordsOf } from "./query.rules.js";

/** A table with a full-text index. */
export interface Corpus {
  table: string;
  key: string;
  /** What the index reads, as one SQL expression. */
  text: string;
}

const SAMPLE = 2_000;
const SAMPLED_CHARACTERS = 2_000;
/** Tokenised between two turns of the event loop. */
const SLICE = 100;
const FRESH_MS = 600_000;
const LOOK_AGAIN_MS = 2_000;

/**
 * In how many of a table's rows a word stands, told from a random sample held in memory. The index knows, but tells it
 * only to administrators of the database, and only after having read every hit: what this is there to avoid.
 */
export class WordStatistics {
  private current: { frequencies: Frequencies; at: number; highest: number } | null = null;
  private lookedAt = 0;
  private sampling: Promise<Frequencies> | null = null;

  constructor(
    private readonly database: Sql,
    private readonly corpus: Corpus,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Read once, then again when a tenth more rows are there, or after ten minutes. */
  async frequencies(): Promise<Frequencies> {
    const { table, key } = this.corpus;
    const now = this.clock().getTime();
    if (this.current && now < this.lookedAt + LOOK_AGAIN_MS) return this.current.frequencies;
    this.lookedAt = now;
    const [row] = await this.database.query<{ highest: number | null }[]>(
      `SELECT MAX(${key}) AS highest FROM ${table}`,
    );
    const highest = row?.highest ?? 0;
    const known = this.current;
    if (known && highest <= known.highest * 1.1 + 10 && now < known.at + FRESH_MS) {
      return known.frequencies;
    }
    this.sampling ??= this.sample(highest).finally(() => {
      this.sampling = null;
    });
    return this.sampling;
  }

  private async sample(highest: number): Promise<Frequencies> {
    const { table, key, text } = this.corpus;
    const rows = await this.database.query<{ text: string }[]>(
      highest <= SAMPLE
        ? `SELECT LEFT(${text}, ?) AS text FROM ${table}`
        : `SELECT LEFT(${text}, ?) AS text FROM ${table} WHERE ${key} IN (?)`,
      highest <= SAMPLE ? [SAMPLED_CHARACTERS] : [SAMPLED_CHARACTERS, randomKeys(highest)],
    );
    const counts = new Map<string, number>();
    for (const [index, row] of rows.entries()) {
      if (index % SLICE === SLICE - 1) await new Promise(setImmediate);
      for (const word of new Set(wordsOf(row.text))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    // Numbers may have gaps: as many of them are missing in the table as in the sample.
    const asked = highest <= SAMPLE ? Math.max(rows.length, 1) : SAMPLE;
    const total = highest <= SAMPLE ? rows.length : Math.round((highest * rows.length) / asked);
    const frequencies = frequenciesOf(counts, rows.length, total);
    this.current = { frequencies, at: this.clock().getTime(), highest };
    return frequencies;
  }
}

function randomKeys(highest: number): number[] {
  const keys = new Set<number>();
  while (keys.size < SAMPLE) keys.add(1 + Math.floor(Math.random() * highest));
  return [...keys];
}

/** A whole table from the counts in a sample of it. */
export function frequenciesOf(counts: ReadonlyMap<string, number>, sampled: number, rows: number): Frequencies {
  const words = [...counts.keys()].sort();
  const scale = sampled === 0 ? 0 : rows / sampled;
  const atMost = (hits: number) => Math.min(Math.round(hits * scale), rows);
  return {
    rows,
    hits: (word) => atMost(counts.get(word) ?? 0),
    hitsOfPrefix(prefix) {
      let hits = 0;
      for (let at = lowerBound(words, prefix); words[at]?.startsWith(prefix); at++) hits += counts.get(words[at]!)!;
      return atMost(hits);
    },
  };
}

function lowerBound(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
