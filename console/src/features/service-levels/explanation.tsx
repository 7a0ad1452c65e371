"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type LedgerTarget, policyAt, stopsOf, stretchesOf, type TicketLedger } from "./ledger";
import { workingSpanOf } from "./span";
import { spanWords } from "./span-words";

/** Why a ticket is due when it is: one sentence for each target. What is judged stays with the policy of its time. */
export function Explanation({ ledger }: { ledger: TicketLedger }) {
  const t = useTranslations("service-levels");
  const { policy, calendar, targets } = ledger;
  if (policy === null && targets.length === 0) return <p>{t("explain.none", { calendar: calendar?.name ?? "–" })}</p>;
  return targets.map((target) => <Why key={target.kind} ledger={ledger} target={target} />);
}

function Why({ ledger, target }: { ledger: TicketLedger; target: LedgerTarget }) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  const format = useFormatter();
  const span = (ms: number) => spanWords(workingSpanOf(ms), locale);
  const exact = (at: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(new Date(at));
  const { kind, state, dueAt, minutes, remaining } = target;
  const stops = stopsOf(stretchesOf(ledger.intervals)).map(({ reason, ms }) => t(`stop.${reason}`, { span: span(ms) }));
  const isJudged = state.__typename === "TargetMet" || state.__typename === "TargetMissed";
  const policy = isJudged ? policyAt(ledger.intervals, state.at) : ledger.policy;
  const isEnded = ledger.intervals.at(-1)?.reason === "ENDED";
  const bold = { b: (said: ReactNode) => <strong>{said}</strong> };
  const words = {
    toDo: t(`verb.${kind}.toDo`),
    done: t(`verb.${kind}.done`),
    noun: t(`verb.${kind}.noun`),
    promise: t(`verb.${kind}.promise`),
  };
  const given = {
    ...bold,
    ...words,
    span: span((minutes ?? 0) * 60_000),
    policy: policy === null ? t("explain.policyThen") : t("explain.policy", { name: policy.name }),
    calendar: ledger.calendar?.name ?? "–",
    left: span(Math.max(0, remaining ?? 0)),
  };
  switch (state.__typename) {
    case "TargetPending":
    case "TargetImminent":
      if (dueAt === null) return <p>{t.rich("explain.noDue", given)}</p>;
      return (
        <p>
          {t.rich("explain.due", { ...given, due: exact(dueAt), elapsed: span(ledger.elapsed) })}
          {stops.length > 0 && ` ${t("explain.stops", { stops: format.list(stops) })}`}
        </p>
      );
    case "TargetPaused":
      return (
        <p>{t.rich("explain.paused", { ...given, why: state.waitingFor ?? "RESOLVED", since: exact(state.since) })}</p>
      );
    case "TargetMet":
      return <p>{t.rich("explain.met", { ...given, at: exact(state.at) })}</p>;
    case "TargetMissed":
      return (
        <p>
          {t.rich("explain.missed", { ...given, at: exact(state.at) })}{" "}
          {state.reachedAt !== null
            ? t("explain.reached", { done: words.done, at: exact(state.reachedAt) })
            : !isEnded && t("explain.notReached")}
        </p>
      );
    case "TargetCancelled":
      return <p>{t.rich("explain.cancelled", { ...given, at: exact(state.at) })}</p>;
  }
}
