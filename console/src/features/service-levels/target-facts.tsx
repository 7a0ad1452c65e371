"use client";

import type { TargetFactsFragment, TicketState } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import { Countdown } from "./countdown";
import { workingSpanOf } from "./span";
import { spanWords } from "./span-words";
import { isOver } from "./standing";
import classes from "./target-facts.module.css";
import { TargetState } from "./target-state";

interface TargetFactsProps {
  targets: readonly TargetFactsFragment[];
  /** The ticket's. */
  state: TicketState;
}

/** A ticket's targets among its other facts: promised how soon, due when, and how it stands. */
export function TargetFacts({ targets, state }: TargetFactsProps) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  if (targets.length === 0) return <p className={classes["none"]}>{t("facts.none")}</p>;
  return (
    <ul className={classes["targets"]}>
      {targets.map((target) => (
        <li key={target.kind}>
          <span className={classes["name"]}>
            {t(`target.${target.kind}`)}
            {target.minutes !== null && (
              <span>{t("facts.within", { span: spanWords(workingSpanOf(target.minutes * 60_000), locale) })}</span>
            )}
          </span>
          <TargetState target={target} />
          <Detail target={target} over={isOver(state)} />
        </li>
      ))}
    </ul>
  );
}

function Detail({ target: { state, dueAt }, over }: { target: TargetFactsFragment; over: boolean }) {
  const t = useTranslations("service-levels");
  switch (state.__typename) {
    case "TargetPending":
    case "TargetImminent":
      if (dueAt === null) return <p>{t("facts.noDue")}</p>;
      return (
        <p>
          <ShortTime at={dueAt} /> · <Countdown to={dueAt} />
        </p>
      );
    case "TargetPaused":
      return (
        <p>
          {t(state.waitingFor === null ? "facts.pausedResolved" : `facts.paused.${state.waitingFor}`)}{" "}
          <ShortTime at={state.since} />
        </p>
      );
    case "TargetMet":
      return (
        <p>
          <ShortTime at={state.at} />
        </p>
      );
    case "TargetMissed":
      return (
        <p>
          <ShortTime at={state.at} />{" "}
          {state.reachedAt !== null && (
            <>
              · {t("facts.reached")} <ShortTime at={state.reachedAt} />
            </>
          )}
          {state.reachedAt === null && !over && (
            <>
              · <Countdown to={state.at} />
            </>
          )}
        </p>
      );
    case "TargetCancelled":
      return (
        <p>
          {t("facts.cancelled")} <ShortTime at={state.at} />
        </p>
      );
  }
}
