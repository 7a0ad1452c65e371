/** How many of the positions read, ascending, follow the last one without a hole. */
export type PrefixRule = (last: number, positions: readonly number[]) => number;

/**
 * The database's read views are not atomic: a reader can see position n+1 before n. Only what follows without a hole
 * is taken; the rest is read again.
 */
export const contiguousPrefix: PrefixRule = (last, positions) => {
  let length = 0;
  while (length < positions.length && positions[length] === last + length + 1) length++;
  return length;
};
