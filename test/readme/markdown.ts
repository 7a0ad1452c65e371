import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A fenced block of a page: ```language word */
export interface Block {
  language: string;
  /** What follows the language on the fence. */
  word: string;
  text: string;
  line: number;
}

/** The text of a page of this project. */
export function page(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
}

export function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^```(\w*) ?(.*)$/.exec(line);
    if (!fence) {
      if (open) open.text += `${line}\n`;
    } else if (open) {
      blocks.push(open);
      open = null;
    } else {
      open = { language: fence[1]!, word: fence[2]!.trim(), text: "", line: index + 1 };
    }
  }
  if (open) throw new Error(`The block of line ${open.line} is not closed`);
  return blocks;
}

/** The first cells of a table's rows, by the title of that column. */
export function firstCells(markdown: string, title: string): string[] {
  const lines = markdown.split("\n");
  const head = lines.findIndex((line) => line.startsWith(`| ${title} |`));
  if (head < 0) throw new Error(`No table begins with "${title}"`);
  const rows = lines.slice(head + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith("|")),
    )
    .map((row) => row.split("|")[1]!.trim());
}
