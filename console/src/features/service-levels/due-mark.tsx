"use client";

import type { TargetFactsFragment, TicketState } from "@guichet/schema";
import { IconAlertOctagon, IconCheck, IconHourglassLow, IconPlayerPause } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useEachSecond } from "@/ui/clock";
import { exactTime } from "@/ui/relative-time";
import classes from "./due-mark.module.css";
import { countdownTo, type Span } from "./span";
import { spanWords } from "./span-words";
import { isOver, type Standing, standingOf, type Urgency, urgencyAt } from "./standing";

interface DueMarkProps {
  targets: readonly TargetFactsFragment[];
  /** The ticket's; absent where all are under way. */
  state?: TicketState;
  /** What comes first: what should have been done already, or what is due next. */
  first?: "overdue" | "due";
}

/** What a list says of a ticket's service level: what is late or due next as a countdown, or why nothing counts. */
export function DueMark({ targets, state, first = "overdue" }: DueMarkProps) {
  const standing = standingOf(targets, { first, over: state !== undefined && isOver(state) });
  switch (standing.is) {
    case "counting":
      return <Counting {...standing} />;
    case "paused":
      return <Paused {...standing} />;
    case "missed":
      return <Missed {...standing} />;
    case "met":
      return <Met />;
    case "none":
      return <None />;
  }
}

const icons = { near: IconHourglassLow, late: IconAlertOctagon } as const;

function Counting({ kind, dueAt, warnsAt, warned, alsoMissed }: Extract<Standing, { is: "counting" }>) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  const due = Date.parse(dueAt);
  const said = useEachSecond((now) => {
    const { span } = countdownTo(due, now);
    return `${urgencyAt({ dueAt, warnsAt, warned }, now)} ${JSON.stringify(span)}`;
  });
  const space = said.indexOf(" ");
  const urgency = said.slice(0, space) as Urgency;
  const left = spanWords(JSON.parse(said.slice(space + 1)) as Span, locale);
  const Icon = urgency === "calm" ? null : icons[urgency];
  const words = t(urgency === "late" ? "row.lateSince" : "row.due", {
    target: t(`target.${kind}`),
    at: exactTime(locale, dueAt),
  });
  return (
    <span className={classes["mark"]} data-urgency={urgency} title={words}>
      {Icon && <Icon stroke={2.2} aria-hidden />}
      <span className={classes["words"]}>
        {urgency === "near" && <span className="g-hidden">{t("row.near")} </span>}
        {urgency === "late" ? t("row.late", { by: left }) : left}
      </span>
      <span className="g-hidden">{words}</span>
      {alsoMissed && <AlsoMissed />}
    </span>
  );
}

/** Another target was missed already: that stays, whatever becomes of this one. */
function AlsoMissed() {
  const t = useTranslations("service-levels");
  return (
    <span className={classes["also"]} title={t("row.alsoMissed")}>
      <IconAlertOctagon stroke={2} aria-hidden />
      <span className="g-hidden">{t("row.alsoMissed")}</span>
    </span>
  );
}

function Paused({ kind, waitingFor, since, alsoMissed }: Extract<Standing, { is: "paused" }>) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  const words = t("row.pausedSince", { target: t(`target.${kind}`), at: exactTime(locale, since) });
  return (
    <span className={classes["mark"]} data-urgency="paused" title={words}>
      <IconPlayerPause stroke={2} aria-hidden />
      <span className={classes["words"]}>
        {waitingFor === null ? t("row.paused") : t("row.pausedFor", { reason: t(`pause.${waitingFor}`) })}
      </span>
      <span className="g-hidden">{words}</span>
      {alsoMissed && <AlsoMissed />}
    </span>
  );
}

function Missed({ kind, at, isToDo }: Extract<Standing, { is: "missed" }>) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  const missed = Date.parse(at);
  const since = useEachSecond((now) => (isToDo ? JSON.stringify(countdownTo(missed, now).span) : null));
  const words = t("row.lateSince", { target: t(`target.${kind}`), at: exactTime(locale, at) });
  return (
    <span className={classes["mark"]} data-urgency={since === null ? "missed" : "late"} title={words}>
      <IconAlertOctagon stroke={2.2} aria-hidden />
      <span className={classes["words"]}>
        {since === null ? t("row.missed") : t("row.late", { by: spanWords(JSON.parse(since) as Span, locale) })}
      </span>
      <span className="g-hidden">{words}</span>
    </span>
  );
}

function Met() {
  const t = useTranslations("service-levels");
  return (
    <span className={classes["mark"]} data-urgency="met">
      <IconCheck stroke={2.2} aria-hidden />
      <span className={classes["words"]}>{t("row.met")}</span>
    </span>
  );
}

function None() {
  const t = useTranslations("service-levels");
  return (
    <span className={classes["mark"]} title={t("row.none")}>
      <span aria-hidden>–</span>
      <span className="g-hidden">{t("row.none")}</span>
    </span>
  );
}
