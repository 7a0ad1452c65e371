import { useCallback, useEffect, useRef, useState } from "react";
import { useMe } from "@/features/session/session";

const keptFor = 30 * 86_400_000;
const prefix = "guichet.draft.";

interface Kept {
  text: string;
  at: number;
}

function read(key: string): string {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    return kept !== null && Date.now() - kept.at < keptFor ? kept.text : "";
  } catch {
    return "";
  }
}

function write(key: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ text, at: Date.now() } satisfies Kept));
  } catch {
    // A full or forbidden store: the text is still on screen.
  }
}

/** What is being typed, kept on this device through errors, reloads and closed tabs, until it is sent. */
export function useDraft(name: string): [text: string, set: (text: string) => void, clear: () => void] {
  const { person } = useMe();
  const key = `${prefix}${person.id}.${name}`;
  const [text, setText] = useState(() => read(key));
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    setText(read(key));
  }, [key]);
  const set = useCallback(
    (changed: string) => {
      setText(changed);
      write(key, changed);
    },
    [key],
  );
  return [text, set, useCallback(() => set(""), [set])];
}
