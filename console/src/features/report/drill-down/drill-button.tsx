"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "@/features/session/session";
import { useQuestion } from "../question";
import type { Drill } from "./drill";
import classes from "./drill.module.css";

interface DrillButtonProps {
  drill: Drill | null;
  /** What the figure is of. */
  name: string;
  children: ReactNode;
}

/** A figure that opens the tickets it counts; without any, a figure. */
export function DrillButton({ drill: chosen, name, children }: DrillButtonProps) {
  const t = useTranslations("report");
  const { drill } = useQuestion();
  const may = useMay("TICKETS_READ_DESK");
  if (chosen === null || !may) return <>{children}</>;
  return (
    <button
      type="button"
      className={classes["figure"]}
      aria-haspopup="dialog"
      title={t("drill.open", { name })}
      onClick={() => drill(chosen)}
    >
      {children}
    </button>
  );
}
