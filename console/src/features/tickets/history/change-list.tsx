"use client";

import type { HistoryFactsFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import classes from "./history.module.css";

type Change = HistoryFactsFragment["changes"][number];

const facts = [
  "state",
  "waitingFor",
  "queue",
  "level",
  "assignee",
  "application",
  "kind",
  "nature",
  "priority",
] as const;
const enumerated = ["state", "waitingFor", "kind", "nature"] as const;

/** The facts before and after, in words. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");

  const say = (fact: string, value: string | null): string => {
    if (value === null) return t("fact.none");
    if (fact === "level" && /^\d$/.test(value)) return common("level", { rank: Number(value) });
    const list = enumerated.find((each) => each === fact);
    const key = `${list ?? ""}.${value}`;
    return list !== undefined && common.has(key as "state.NEW") ? common(key as "state.NEW") : value;
  };

  const told = changes.filter(({ fact, before, after }) => before !== null || after !== null || fact === "assignee");
  if (told.length === 0) return null;
  return (
    <ul className={classes["changes"]}>
      {told.map(({ fact, before, after }) => {
        const known = facts.find((each) => each === fact);
        return (
          <li key={fact}>
            <span>{known === undefined ? fact : t(`fact.${known}`)}</span>
            {before !== null && <del>{say(fact, before)}</del>}
            <span aria-hidden>→</span>
            <ins>{say(fact, after)}</ins>
          </li>
        );
      })}
    </ul>
  );
}
