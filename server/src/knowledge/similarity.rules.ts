/**
 * How alike two short texts are, in any language written with letters and spaces: the resemblance of Broder ("On the
 * resemblance and containment of documents", 1997), |A n B| / |A u B|, taken over the sets of the words' trigrams as
 * PostgreSQL's pg_trgm makes them (each word padded by two blanks before and one after), so that an ending, an accent
 * or a typing error costs little and word order nothing. 1 = the same, 0 = nothing in common.
 */
export function resemblance(a: string, b: string): number {
  const left = trigrams(a);
  const right = trigrams(b);
  if (left.size === 0 && right.size === 0) return 1;
  let common = 0;
  for (const trigram of left) if (right.has(trigram)) common += 1;
  return common / (left.size + right.size - common);
}

/** The same trouble told in other words is well above it, two troubles of one application well below. */
export const NEAR_SYMPTOM = 0.5;
/** A solution is followed to the letter: it has to be nearly the same text. */
export const NEAR_SOLUTION = 0.75;
/** From here on, another wording of a symptom would add nothing to an article. */
export const SAME_SYMPTOM = 0.8;

/** What two texts must be compared by: a trouble as it was met, and what ended it. */
export interface Experience {
  symptom: string;
  solution: string;
}

/**
 * Near duplicates: symptom AND solution are close. Between solutions, a number or a negation decides: "version 12" is
 * no duplicate of "version 13", nor "restart" of "do not restart", though their trigrams say so. In doubt they are not
 * duplicates: a reviewer merges two drafts more easily than they find a solution that was lost in another.
 */
export function nearDuplicate(a: Experience, b: Experience): boolean {
  return (
    resemblance(a.symptom, b.symptom) >= NEAR_SYMPTOM &&
    resemblance(a.solution, b.solution) >= NEAR_SOLUTION &&
    sameSet(decidingWords(a.solution), decidingWords(b.solution))
  );
}

const NEGATIONS = new Set([
  "ne",
  "n",
  "pas",
  "jamais",
  "sans",
  "not",
  "no",
  "never",
  "without",
  "don",
  "dont",
  "cannot",
]);

function decidingWords(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => /\d/.test(word) || NEGATIONS.has(word)));
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const padded = [..."  ", ...word, " "];
    for (let start = 0; start + 3 <= padded.length; start++) found.add(padded.slice(start, start + 3).join(""));
  }
  return found;
}

/** Lower case, without accents; whatever is neither letter nor digit parts words. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
