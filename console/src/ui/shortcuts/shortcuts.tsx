"use client";

import { useLocalStorage } from "@mantine/hooks";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from "react";
import { isSingleKey, matches } from "./keys";

export interface Shortcut {
  keys: string;
  /** What it does, as the help says it; without a label it is not listed. */
  label?: string;
  group?: string;
  /** Absent where the element under the focus does it by itself: then it is only listed. */
  run?(): void;
  /** Also while typing (only for keys with Ctrl or Cmd). */
  whileTyping?: boolean;
}

interface Registry {
  shortcuts: readonly Shortcut[];
  add(id: object, shortcuts: readonly Shortcut[]): void;
  remove(id: object): void;
  singleKeys: boolean;
  setSingleKeys(on: boolean): void;
}

const RegistryContext = createContext<Registry | null>(null);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

function isOverlaid(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registered, setRegistered] = useState<ReadonlyMap<object, readonly Shortcut[]>>(new Map());
  const [singleKeys, setSingleKeys] = useLocalStorage({ key: "guichet.single-keys", defaultValue: true });
  const shortcuts = useMemo(() => [...registered.values()].flat().reverse(), [registered]);

  const add = useCallback((id: object, added: readonly Shortcut[]) => {
    setRegistered((before) => new Map(before).set(id, added));
  }, []);
  const remove = useCallback((id: object) => {
    setRegistered((before) => {
      const after = new Map(before);
      after.delete(id);
      return after;
    });
  }, []);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = isTyping(event.target);
    const overlaid = isOverlaid();
    for (const shortcut of shortcuts) {
      if (!shortcut.run || !matches(shortcut.keys, event)) continue;
      if (isSingleKey(shortcut.keys) && !singleKeys) continue;
      if ((typing || overlaid) && !shortcut.whileTyping) continue;
      event.preventDefault();
      shortcut.run();
      return;
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  const registry = useMemo<Registry>(
    () => ({ shortcuts, add, remove, singleKeys, setSingleKeys }),
    [shortcuts, add, remove, singleKeys, setSingleKeys],
  );
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useShortcutRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (registry === null) throw new Error("useShortcuts outside ShortcutsProvider");
  return registry;
}

/** Offers shortcuts while the component is on screen. The latest `run` is always the one that runs. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { add, remove } = useShortcutRegistry();
  const shape = JSON.stringify(
    shortcuts.map((each) => [each.keys, each.label, each.group, each.whileTyping, each.run !== undefined]),
  );
  const run = useEffectEvent((keys: string) => shortcuts.find((each) => each.keys === keys)?.run?.());
  useEffect(() => {
    const id = {};
    const described = JSON.parse(shape) as [string, string | null, string | null, boolean | null, boolean][];
    add(
      id,
      described.map(([keys, label, group, whileTyping, runs]) => ({
        keys,
        ...(label === null ? {} : { label }),
        ...(group === null ? {} : { group }),
        whileTyping: whileTyping ?? false,
        ...(runs ? { run: () => run(keys) } : {}),
      })),
    );
    return () => remove(id);
  }, [add, remove, shape]);
}
