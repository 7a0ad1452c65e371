"use client";

import { IconArrowBarToDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { KeyHint } from "@/ui/key-hint";
import classes from "./list.module.css";
import type { LiveList } from "./live-list";

interface WaitingBarProps {
  list: LiveList;
  size: { value: number; exact: boolean } | null;
  onSettle(): void;
}

/** How much there is, and what waits to take its place while rows are held still. */
export function WaitingBar({ list, size, onSettle }: WaitingBarProps) {
  const t = useTranslations("queues");
  const arrived = list.arrived.size;
  const displaced = list.moved.size + list.gone.size;
  return (
    <div className={classes["waitingBar"]}>
      <span className={classes["size"]}>
        {size === null ? " " : t(size.exact ? "size.exact" : "size.atLeast", { count: size.value })}
      </span>
      <span role="status">
        {arrived + displaced > 0 && (
          <button type="button" onClick={onSettle} aria-keyshortcuts=".">
            <IconArrowBarToDown size={14} aria-hidden />
            {arrived > 0 ? t("waiting.arrived", { count: arrived }) : t("waiting.displaced", { count: displaced })}
            <KeyHint keys="." />
          </button>
        )}
      </span>
    </div>
  );
}
