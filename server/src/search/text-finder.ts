import type { Sql } from "../platform/database/sql.js";
import { affordable, allOf, anyOf, containing, type Frequencies, type SearchQuery } from "./query.rules.js";
import { type Candidate, excerpt, holdsAll, relevance } from "./relevance.rules.js";
import { type Corpus, WordStatistics } from "./word-statistics.js";

/** Rows that can be found by their words. */
export interface Shelf {
  /** The table with the full-text index. */
  index: Corpus & { columns: string };
  /** What conditions are about. */
  rows: string;
  /** The same with the text, and the expressions for key, title and text there. */
  from: string;
  key: string;
  title: string;
  text: string;
}

export interface Condition {
  sql: string;
  parameters: unknown[];
}

export interface Found {
  key: number;
  score: number;
  excerpt: string;
}

export interface FindOptions {
  limit: number;
  /**
   * SHELF: the index is asked and its best answers are filtered. OWN: the condition leaves few rows, which are read
   * and judged themselves, since they might be none of the index's best answers.
   */
  by: "SHELF" | "OWN";
  /** Rows with every word before rows with some. Off for a text that describes a trouble rather than asks for words. */
  everyWord: boolean;
  /** Rows that hold one of the words the index is asked for, together: what the question costs. */
  budget: number;
  /** Rows that reach less of the best one's score are left out. */
  floor?: number;
}

// What one question may cost, however many rows there are. MariaDB 10.11 takes 5 to 10 us for each row that holds one
// of the words asked for, whatever the LIMIT: 0.6 s for a word in 120,000 rows.
const MOST_ASKED = 16;
/** The index's best answers, from which those that the viewer may not see are taken away. */
const CANDIDATES = 1_000;
/** Rows whose text is read and judged. */
const JUDGED = 120;
const JUDGED_CHARACTERS = 4_000;
const OWN_ROWS = 500;
/** How far back is looked for words that no index helps to find. */
const RECENT_ROWS = 3_000;

/** Finds the rows of one shelf that answer a query, best first, at a cost that does not grow with the shelf. */
export class TextFinder {
  private readonly statistics: WordStatistics;
  private shortest: Promise<number> | null = null;

  constructor(
    private readonly database: Sql,
    private readonly shelf: Shelf,
    clock: () => Date = () => new Date(),
  ) {
    this.statistics = new WordStatistics(database, shelf.index, clock);
  }

  async find(
    query: SearchQuery,
    condition: Condition,
    options: FindOptions,
  ): Promise<{ found: Found[]; truncated: boolean }> {
    if (query.words.length === 0) return { found: [], truncated: false };
    const frequencies = await this.statistics.frequencies();
    const { keys, truncated, sure } = await this.candidates(query, frequencies, condition, options);
    const rows = await this.read(keys.slice(0, options.by === "OWN" ? OWN_ROWS : JUDGED));
    const judged = rows
      .filter((row) => sure || !options.everyWord || holdsAll(query, row))
      .map((row) => ({ ...row, score: relevance(query, row, frequencies) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || b.key - a.key);
    const floor = (judged[0]?.score ?? 0) * (options.floor ?? 0);
    const kept = judged.filter(({ score }) => score >= floor);
    return {
      found: kept
        .slice(0, options.limit)
        .map(({ key, score, text }) => ({ key, score, excerpt: excerpt(query, text) })),
      truncated: truncated || kept.length > options.limit || keys.length > rows.length,
    };
  }

  private async candidates(
    query: SearchQuery,
    frequencies: Frequencies,
    condition: Condition,
    { by, everyWord, limit, budget }: FindOptions,
  ): Promise<{ keys: number[]; truncated: boolean; sure: boolean }> {
    if (by === "OWN") {
      const keys = await this.newest(condition, OWN_ROWS + 1);
      return { keys: keys.slice(0, OWN_ROWS), truncated: keys.length > OWN_ROWS, sure: false };
    }
    const words = affordable(query, frequencies, {
      budget,
      shortest: await this.shortestIndexed(),
      most: MOST_ASKED,
    });
    if (words.length > 0) {
      const indexed = await this.askFor(words, query, condition, everyWord ? limit : 0);
      if (indexed.keys.length > 0 || words.length === query.words.length) return { ...indexed, sure: true };
    }
    // What the index was asked for stands nowhere (a typing error), or there was nothing to ask: the other words decide.
    const others = query.words.filter((word) => !words.includes(word));
    return { ...(await this.amongRecent({ ...query, words: others }, condition)), sure: words.length > 0 };
  }

  /** Rows with all the words; where those are fewer than `enough`, rows with any of them too. */
  private async askFor(words: readonly string[], { unfinished }: SearchQuery, condition: Condition, enough: number) {
    if (enough === 0 || words.length === 1) return this.ask(anyOf(words, unfinished), condition);
    const all = await this.ask(allOf(words, unfinished), condition);
    if (all.keys.length >= enough) return all;
    const any = await this.ask(anyOf(words, unfinished), condition);
    return { keys: [...new Set([...all.keys, ...any.keys])], truncated: any.truncated };
  }

  /** The index's best answers, those that meet the condition. */
  private async ask(question: string, condition: Condition): Promise<{ keys: number[]; truncated: boolean }> {
    const { index, rows, key } = this.shelf;
    const match = `MATCH (${index.columns}) AGAINST (? IN BOOLEAN MODE)`;
    const best = await this.database.query<{ id: number }[]>(
      `SELECT ${index.key} AS id FROM ${index.table} WHERE ${match} ORDER BY ${match} DESC LIMIT ?`,
      [question, question, CANDIDATES],
    );
    if (best.length === 0) return { keys: [], truncated: false };
    const allowed = await this.database.query<{ id: number }[]>(
      `SELECT ${key} AS id FROM ${rows} WHERE ${key} IN (?) AND ${condition.sql}`,
      [best.map(({ id }) => id), ...condition.parameters],
    );
    const seen = new Set(allowed.map(({ id }) => id));
    return { keys: best.map(({ id }) => id).filter((id) => seen.has(id)), truncated: best.length === CANDIDATES };
  }

  /** Only words that are too short, or stand everywhere: no index helps, so the latest rows are read instead. */
  private async amongRecent(query: SearchQuery, condition: Condition): Promise<{ keys: number[]; truncated: boolean }> {
    const { index, from, key, title, text } = this.shelf;
    const [row] = await this.database.query<{ highest: number | null }[]>(
      `SELECT MAX(${index.key}) AS highest FROM ${index.table}`,
    );
    const oldest = (row?.highest ?? 0) - RECENT_ROWS;
    const likes = query.words.map(() => `(${title} LIKE ? OR ${text} LIKE ?)`).join(" AND ");
    const rows = await this.database.query<{ id: number }[]>(
      `SELECT ${key} AS id FROM ${from} WHERE ${key} > ? AND ${condition.sql} AND ${likes} ORDER BY ${key} DESC LIMIT ?`,
      [oldest, ...condition.parameters, ...query.words.flatMap((word) => [containing(word), containing(word)]), JUDGED],
    );
    return { keys: rows.map(({ id }) => id), truncated: oldest > 0 };
  }

  private async newest(condition: Condition, limit: number): Promise<number[]> {
    const { from, key } = this.shelf;
    const rows = await this.database.query<{ id: number }[]>(
      `SELECT ${key} AS id FROM ${from} WHERE ${condition.sql} ORDER BY ${key} DESC LIMIT ?`,
      [...condition.parameters, limit],
    );
    return rows.map(({ id }) => id);
  }

  private async read(keys: readonly number[]): Promise<({ key: number } & Candidate)[]> {
    if (keys.length === 0) return [];
    const { from, key, title, text } = this.shelf;
    return this.database.query(
      `SELECT ${key} AS \`key\`, ${title} AS title, LEFT(${text}, ?) AS text FROM ${from} WHERE ${key} IN (?)`,
      [JUDGED_CHARACTERS, keys],
    );
  }

  /** A setting of the server's, fixed while it runs. */
  private shortestIndexed(): Promise<number> {
    this.shortest ??= this.database
      .query<{ shortest: number }[]>("SELECT @@innodb_ft_min_token_size AS shortest")
      .then(([row]) => Number(row!.shortest));
    return this.shortest;
  }
}
