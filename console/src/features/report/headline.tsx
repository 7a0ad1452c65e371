"use client";

import type { MetricId } from "@guichet/schema";
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Comparison, difference, ratioChange } from "./comparison";
import { MetricName } from "./definition";
import { asShown, type Drill } from "./drill-down/drill";
import { DrillButton } from "./drill-down/drill-button";
import {
  countOf,
  distributionOf,
  type MetricValue,
  metricOf,
  noDuration,
  partOf,
  type Report,
  shareOf,
  valueOf,
} from "./figures";
import classes from "./headline.module.css";
import { useProvisionalWhy } from "./use-provisional-why";
import { awaited, type ReportWords } from "./words";

interface HeadlineProps {
  whole: Report | undefined;
  before: Report | undefined;
  /** What the tickets behind all of it have in common. */
  of?: Drill["groups"];
  words: ReportWords;
}

/** The period in a few figures, each with what stands behind it and how it was in the period before. */
export function Headline({ figures, ...props }: HeadlineProps & { figures: readonly HeadlineFigure[] }) {
  return (
    <dl className={classes["headline"]}>
      {figures.map((figure) => (
        <Tile key={`${figure.id} ${figure.at}`} figure={figure} {...props} />
      ))}
    </dl>
  );
}

export interface HeadlineFigure {
  id: MetricId;
  /** What of a distribution is shown large; the median where nothing is said. */
  at?: "p50" | "p90";
}

function Tile({
  figure: { id, at = "p50" },
  whole,
  before,
  of = [],
  words,
}: HeadlineProps & { figure: HeadlineFigure }) {
  const t = useTranslations("report");
  const metric = metricOf(whole, id);
  const told = tellingOf(id, metric?.unit, [valueOf(whole, id), valueOf(before, id)], at, words);
  const name = metric?.name ?? t(`expected.${expectedName(id)}`);
  return (
    <div>
      <dt>
        <MetricName id={id} name={name} />
      </dt>
      <dd>
        {whole ? (
          <>
            <strong>
              <DrillButton
                drill={told.drill === null ? null : asShown({ metric: id, groups: of, ...told.drill }, whole)}
                name={name}
              >
                {told.figure}
              </DrillButton>
            </strong>
            <ul>
              {told.beside.map((each, index) => (
                <li key={index}>{each}</li>
              ))}
              {before && (
                <li>
                  <Change comparison={told.comparison} words={told.change} before={told.before} />
                </li>
              )}
            </ul>
          </>
        ) : (
          <span className={classes["coming"]} aria-hidden />
        )}
      </dd>
    </div>
  );
}

interface Telling {
  figure: string;
  beside: ReactNode[];
  comparison: Comparison;
  /** The change in words: "12 %", "14 min", "3 points". */
  change(by: number): string;
  before: string;
  drill: Pick<Drill, "part"> | null;
}

function tellingOf(
  id: MetricId,
  unit: string | undefined,
  [value, before]: readonly [MetricValue | undefined, MetricValue | undefined],
  at: "p50" | "p90",
  { t, figures }: ReportWords,
): Telling {
  const distribution = distributionOf(value) ?? (unit === "milliseconds" ? noDuration : null);
  if (distribution) {
    const [now, then] = [distribution[at], distributionOf(before)?.[at] ?? null];
    return {
      figure: now === null ? "–" : figures.duration(now),
      beside: [
        at === "p50" ? t("median") : t("ninth"),
        ...(at === "p50" && distribution.p90 !== null
          ? [t("p90", { duration: figures.duration(distribution.p90) })]
          : []),
        ...(distribution.stillOpen > 0 ? [t(`stillOpen.${awaited(id)}`, { count: distribution.stillOpen })] : []),
      ],
      comparison: difference(now, then, 1000),
      change: figures.duration,
      before: then === null ? "–" : figures.duration(then),
      drill: distribution.count > 0 ? { part: "KNOWN" } : null,
    };
  }
  const share = shareOf(value);
  if (share) {
    const then = shareOf(before);
    return {
      figure: figures.ratio(share.part, share.whole),
      beside: [
        ...(share.whole > 0 ? [t("of", { part: share.part, whole: share.whole })] : []),
        ...(share.immature && share.whole > 0
          ? [
              <span key="immature" className={classes["mark"]}>
                <ProvisionalWhy />
              </span>,
            ]
          : []),
      ],
      comparison: difference(share.ratio, then?.ratio ?? null, 0.0005),
      change: (by) => t("change.points", { points: Math.round(by * 1000) / 10 }),
      before: then ? figures.ratio(then.part, then.whole) : "–",
      drill: share.part > 0 ? { part: "PART" } : null,
    };
  }
  const waiting = partOf(value, "WAITING");
  const amount = (of: MetricValue | undefined) =>
    unit === "minutes" ? figures.duration(countOf(of) * 60_000) : figures.count(countOf(of));
  return {
    figure: amount(value),
    beside: waiting > 0 ? [t("ofWhichWaiting", { count: waiting })] : [],
    comparison: ratioChange(countOf(value), before ? countOf(before) : null),
    change: figures.percent,
    before: amount(before),
    drill: countOf(value) > 0 ? { part: null } : null,
  };
}

function ProvisionalWhy() {
  return <>{useProvisionalWhy()}</>;
}

interface ChangeProps {
  comparison: Comparison;
  words(by: number): string;
  before: string;
}

/** An arrow and words: never a colour alone, for more is better of one figure and worse of another. */
function Change({ comparison, words, before }: ChangeProps) {
  const t = useTranslations("report");
  if (comparison.way === "none") return t("change.none");
  if (comparison.way === "same") {
    return (
      <span className={classes["change"]}>
        <IconArrowRight size={14} aria-hidden /> {t("change.same", { before })}
      </span>
    );
  }
  const Arrow = comparison.way === "up" ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={classes["change"]}>
      <Arrow size={14} aria-hidden /> {t(`change.${comparison.way}`, { by: words(comparison.by), before })}
    </span>
  );
}

const expected = [
  "intake_received",
  "handled_resolved",
  "backlog_open",
  "time_takeCharge",
  "time_resolve",
  "sla_attainment",
  "reopen_rate",
  "effort_minutes",
] as const;

/** What stands there until the server has named it. */
function expectedName(id: MetricId): (typeof expected)[number] | "other" {
  return expected.find((each) => each === id) ?? "other";
}
