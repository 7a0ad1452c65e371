/** Words as the full-text index compares them: lower case, without accents, letters, digits and underscores. */
export function wordsOf(text: string): string[] {
  return fold(text).match(WORD) ?? [];
}

const WORD = /[\p{L}\p{N}_]+/gu;

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** What InnoDB leaves out of every index (INNODB_FT_DEFAULT_STOPWORD, the same on MySQL and MariaDB). */
const STOPWORDS = new Set(
  "a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will with und the www".split(
    " ",
  ),
);
/** innodb_ft_max_token_size. */
const LONGEST_INDEXED = 84;
/** More words than these make no question clearer, and each costs. */
const MOST_WORDS = 48;

export interface SearchQuery {
  /** A ticket's number, where the text is nothing else: "1234" or "#1234". */
  number: number | null;
  /** What may be a ticket's number in another system. */
  reference: string | null;
  /** The words to find, each once, in the order they stand in. */
  words: string[];
  /** The last word, as long as it may still be going on; it is one of `words`. */
  unfinished: string | null;
}

/** Reads what somebody typed. Whatever a search language could mean by its signs, here they only part words. */
export function readQuery(text: string): SearchQuery {
  const trimmed = text.trim();
  const all = wordsOf(text);
  const words = [...new Set(all)].slice(0, MOST_WORDS);
  const last = all.at(-1);
  const goesOn = last !== undefined && words.includes(last) && /[\p{L}\p{M}\p{N}_]$/u.test(text);
  const number = /^#?\s?0*([1-9]\d{0,8})$/.exec(trimmed);
  return {
    number: number ? Number(number[1]) : null,
    reference: /^[\x21-\x7e]{3,100}$/.test(trimmed) ? trimmed : null,
    words,
    unfinished: goesOn ? last : null,
  };
}

/** Whether the full-text index holds a word at all. */
export function isIndexed(word: string, shortest: number): boolean {
  const { length } = [...word];
  return length >= shortest && length <= LONGEST_INDEXED && !STOPWORDS.has(word);
}

/** How many rows hold a word, and in what share of them, as far as a sample tells. */
export interface Frequencies {
  rows: number;
  hits(word: string): number;
  hitsOfPrefix(prefix: string): number;
}

/**
 * The words to ask the index for: the rarest ones, as many as the budget of rows allows. Ranking costs in proportion
 * to the rows that hold a word, and a word that stands everywhere tells little apart: those are left to the ranking of
 * what the rare ones find. None at all when even the rarest stands in more rows than the budget.
 */
export function affordable(
  query: SearchQuery,
  frequencies: Frequencies,
  { budget, shortest, most }: { budget: number; shortest: number; most: number },
): string[] {
  const priced = query.words
    .filter((word) => word === query.unfinished || isIndexed(word, shortest))
    .filter((word) => [...word].length >= shortest)
    .map((word) => ({ word, hits: hitsOf(word, query, frequencies) }))
    .sort((a, b) => a.hits - b.hits);
  const chosen: string[] = [];
  let spent = 0;
  let counted = 0;
  for (const { word, hits } of priced) {
    spent += hits;
    // A word that the sample has not seen is rare, or new since: it costs next to nothing, and may tell everything.
    if (hits > 0) counted += 1;
    if (spent > budget || counted > most) break;
    chosen.push(word);
  }
  return chosen;
}

export function hitsOf(word: string, { unfinished }: SearchQuery, frequencies: Frequencies): number {
  return word === unfinished ? frequencies.hitsOfPrefix(word) : frequencies.hits(word);
}

/** The index's own search language, of bare words only: all of them, or any. */
export function allOf(words: readonly string[], unfinished: string | null): string {
  return words.map((word) => (word === unfinished ? `+${word}*` : `+${word}`)).join(" ");
}

export function anyOf(words: readonly string[], unfinished: string | null): string {
  return words.map((word) => (word === unfinished ? `${word}*` : word)).join(" ");
}

/** A pattern for LIKE that finds the word anywhere. */
export function containing(word: string): string {
  return `%${word.replaceAll("_", "\\_")}%`;
}
