/** The list with one of its members at another place; places outside mean its ends. */
export function moved<Member>(list: readonly Member[], from: number, to: number): Member[] {
  const member = list[from];
  const target = Math.max(0, Math.min(list.length - 1, to));
  if (member === undefined || target === from) return [...list];
  return list.toSpliced(from, 1).toSpliced(target, 0, member);
}
