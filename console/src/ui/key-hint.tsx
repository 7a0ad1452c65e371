"use client";

import { keyCaps } from "./shortcuts/keys";
import classes from "./ui.module.css";

/** The keys of a shortcut, for the eye only: screen readers get aria-keyshortcuts where it applies. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes["keys"]} aria-hidden>
      {keyCaps(keys).map((cap) => (
        <kbd key={cap} className={classes["key"]}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
