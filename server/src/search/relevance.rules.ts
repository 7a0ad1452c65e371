import { type Frequencies, hitsOf, type SearchQuery, wordsOf } from "./query.rules.js";

/** What a candidate is judged by: its title counts more than its text. */
export interface Candidate {
  title: string;
  text: string;
}

const K1 = 1.2;
const B = 0.5;
const USUAL_LENGTH = 120;
const TITLE_WEIGHT = 3;

/**
 * How well a candidate answers a query, from 0 (not at all) to 1: Okapi BM25 over title and text (Robertson and
 * Zaragoza, "The Probabilistic Relevance Framework", 2009; fields weighted before saturation, as BM25F does), divided
 * by the most that this query could reach, so that tickets and articles compare.
 */
export function relevance(query: SearchQuery, candidate: Candidate, frequencies: Frequencies): number {
  const title = wordsOf(candidate.title);
  const text = wordsOf(candidate.text);
  const length = 1 - B + (B * (title.length + text.length)) / USUAL_LENGTH;
  const weighted = count(title, TITLE_WEIGHT, count(text, 1));
  let reached = 0;
  let most = 0;
  for (const word of query.words) {
    const idf = weightOf(word, query, frequencies);
    const times = word === query.unfinished ? ofPrefix(weighted, word) : (weighted.get(word) ?? 0);
    const tf = times / length;
    reached += (idf * tf) / (K1 + tf);
    most += idf;
  }
  return most === 0 ? 0 : reached / most;
}

/** The rarer, the more a word tells: inverse document frequency, never negative. */
export function weightOf(word: string, query: SearchQuery, frequencies: Frequencies): number {
  const hits = hitsOf(word, query, frequencies);
  const rows = Math.max(frequencies.rows, hits, 1);
  return Math.log(1 + (rows - hits + 0.5) / (hits + 0.5));
}

function count(words: readonly string[], weight: number, counts = new Map<string, number>()): Map<string, number> {
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + weight);
  return counts;
}

function ofPrefix(counts: ReadonlyMap<string, number>, prefix: string): number {
  let times = 0;
  for (const [word, each] of counts) if (word.startsWith(prefix)) times += each;
  return times;
}

/** Whether the text holds every word: for what was found by a pattern rather than by the index. */
export function holdsAll(query: SearchQuery, candidate: Candidate): boolean {
  const found = new Set([...wordsOf(candidate.title), ...wordsOf(candidate.text)]);
  return query.words.every((word) =>
    word === query.unfinished ? [...found].some((each) => each.startsWith(word)) : found.has(word),
  );
}

const EXCERPT = 180;

/** The part of a text that holds most of the words, on one line. */
export function excerpt(query: SearchQuery, text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= EXCERPT) return line;
  const start = beginning(query, line);
  const end = Math.min(line.length, start + EXCERPT);
  // Whole words at both ends, unless a word is longer than the excerpt.
  const from = start === 0 ? 0 : Math.max(line.indexOf(" ", start) + 1, start);
  const to = end === line.length ? end : Math.max(line.lastIndexOf(" ", end), from + 1);
  return `${from > 0 ? "…" : ""}${line.slice(from, to)}${to < line.length ? "…" : ""}`;
}

function beginning(query: SearchQuery, line: string): number {
  const hits: number[] = [];
  for (const match of line.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
    const [word] = wordsOf(match[0]);
    if (word === undefined) continue;
    const found = query.words.some((each) => (each === query.unfinished ? word.startsWith(each) : word === each));
    if (found) hits.push(match.index);
  }
  let best = 0;
  let most = 0;
  for (const [index, at] of hits.entries()) {
    const within = hits.slice(index).filter((other) => other < at + EXCERPT - 40).length;
    if (within > most) {
      most = within;
      best = at;
    }
  }
  return Math.max(0, Math.min(best - 30, line.length - EXCERPT));
}
