/** The list one came from, so that a ticket knows its neighbours and the way back. Lives as long as the tab. */
interface VisitedList {
  address: string;
  title: string;
  numbers: readonly number[];
}

let visited: VisitedList = { address: "/desk", title: "", numbers: [] };

export function rememberList(list: VisitedList): void {
  visited = list;
}

export function visitedList(): VisitedList {
  return visited;
}

export function neighbours(
  numbers: readonly number[],
  number: number,
): { previous: number | null; next: number | null } {
  const at = numbers.indexOf(number);
  if (at < 0) return { previous: null, next: numbers[0] ?? null };
  return { previous: numbers[at - 1] ?? null, next: numbers[at + 1] ?? null };
}
