/** Splits a message from what it quotes: the trailing run of "> " lines, with the line that introduces them. */
export function foldQuoted(text: string): { said: string; quoted: string } {
  const lines = text.split("\n");
  let start = lines.length;
  while (
    start > 0 &&
    (/^\s*>/.test(lines[start - 1] ?? "") || (lines[start - 1]?.trim() === "" && start < lines.length))
  ) {
    start -= 1;
  }
  const hasQuote = lines.slice(start).some((line) => /^\s*>/.test(line));
  if (!hasQuote || start === 0) return { said: text, quoted: "" };
  if (/(wrote|a écrit)\s?:\s*$/u.test(lines[start - 1] ?? "")) start -= 1;
  const said = lines.slice(0, start).join("\n").trimEnd();
  return said === "" ? { said: text, quoted: "" } : { said, quoted: lines.slice(start).join("\n").trim() };
}
