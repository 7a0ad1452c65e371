"use client";

import { useClipboard } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

/** A number, name or address that a click copies. */
export function Copyable({ text, children }: { text: string; children?: ReactNode }) {
  const t = useTranslations("common");
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <button type="button" className={classes["copy"]} onClick={() => clipboard.copy(text)} title={t("copy.hint")}>
      {children ?? text}
      <span role="status" className="g-hidden">
        {clipboard.copied ? t("copy.done") : ""}
      </span>
    </button>
  );
}
