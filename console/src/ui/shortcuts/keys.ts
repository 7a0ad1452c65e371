/** "j", "?", "mod+k", "shift+enter": written as in the help, matched against a key press. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

interface Chord {
  key: string;
  mod: boolean;
  shift: boolean;
}

function parse(keys: string): Chord {
  const parts = keys.toLowerCase().split("+");
  const key = parts[parts.length - 1] ?? "";
  return { key, mod: parts.includes("mod"), shift: parts.includes("shift") };
}

export function matches(keys: string, press: KeyPress): boolean {
  const chord = parse(keys);
  if (press.altKey) return false;
  if (chord.mod !== (press.ctrlKey || press.metaKey)) return false;
  if (press.key.toLowerCase() !== chord.key) return false;
  // "?" needs Shift on some keyboards and not on others: only letters and named keys care.
  const named = chord.key.length > 1 || /[a-z]/.test(chord.key);
  return !named || chord.shift === press.shiftKey;
}

/** A single character without Ctrl or Cmd: what people with speech input must be able to turn off. */
export function isSingleKey(keys: string): boolean {
  return !parse(keys).mod && parse(keys).key.length === 1;
}

const caps: Record<string, string> = {
  enter: "⏎",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  shift: "⇧",
};

export function keyCaps(keys: string, apple = isApple()): string[] {
  return keys.split("+").map((part) => {
    const name = part.toLowerCase();
    if (name === "mod") return apple ? "⌘" : "Ctrl";
    return caps[name] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

function isApple(): boolean {
  return typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);
}
