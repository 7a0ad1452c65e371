"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useEachSecond } from "@/ui/clock";
import { exactTime } from "@/ui/relative-time";
import { holdingsOf, rangeOf, stretchesOf, type TicketLedger } from "./ledger";
import classes from "./ledger-strip.module.css";
import { spanOf } from "./span";
import { spanWords } from "./span-words";
import { lengthsByReason, placeOf, type Segment, segmentsOf, ticksOf } from "./strip";

/** Wide enough, as a share of the strip, to say who had the ticket. */
const roomForName = 0.12;
const roomForLevel = 0.03;

const percent = (share: number) => `${share * 100}%`;

/**
 * A ticket's life on an axis of time: what counted, what stopped the clock, who had it, and where its targets are due.
 * A picture; the table below it says the same in words.
 */
export function LedgerStrip({ ledger }: { ledger: TicketLedger }) {
  const t = useTranslations("service-levels");
  const common = useTranslations("common");
  const locale = useLocale();
  const format = useFormatter();
  const range = rangeOf(ledger);
  const stretches = stretchesOf(ledger.intervals);
  const segments = segmentsOf(stretches, range);
  const reasons = lengthsByReason(stretches);
  const ticks = ticksOf(range);
  // A mark that moves by less than a pixel need not be drawn again.
  const now = useEachSecond((instant) => Math.round(placeOf(instant, range) * 1000) / 1000);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dues = ledger.targets.flatMap(({ kind, dueAt, state }) => {
    if (state.__typename === "TargetMissed") return [{ kind, at: state.at, missed: true }];
    return dueAt === null ? [] : [{ kind, at: dueAt, missed: false }];
  });

  const titleOf = ({ from, to, counted, reason, several }: Segment) =>
    t(several ? "strip.several" : counted ? "strip.counted" : "strip.paused", {
      reason: t(`reason.${reason}`),
      span: spanWords(spanOf(to - from), locale),
      from: exactTime(locale, from),
      to: exactTime(locale, to),
    });

  return (
    <figure className={classes["figure"]}>
      <div className={classes["strip"]} role="img" aria-label={t("strip.name", { count: stretches.length })}>
        <div className={classes["dues"]} data-rows={dues.length}>
          {dues.map(({ kind, at, missed }, row) => {
            const place = placeOf(Date.parse(at), range);
            return (
              <span
                key={kind}
                className={classes["due"]}
                data-row={row}
                data-missed={missed || undefined}
                data-side={place > 0.6 ? "left" : "right"}
                style={{ left: percent(place) }}
                title={exactTime(locale, at)}
              >
                {t(missed ? "strip.missed" : "strip.due", { target: t(`target.${kind}`) })}
              </span>
            );
          })}
        </div>
        <div className={classes["bar"]}>
          {segments.map((segment) => (
            <span
              key={segment.from}
              data-reason={segment.reason}
              data-counted={segment.counted || undefined}
              style={{ left: percent(segment.left), width: percent(segment.width) }}
              title={titleOf(segment)}
            />
          ))}
          {dues.map(({ kind, at }) => (
            <i key={kind} data-kind={kind} style={{ left: percent(placeOf(Date.parse(at), range)) }} />
          ))}
          <i data-kind="NOW" style={{ left: percent(now) }} title={t("strip.now")} />
        </div>
        <div className={classes["holders"]}>
          {holdingsOf(ledger.intervals).map(({ from, to, level, assignee }) => {
            const left = placeOf(from, range);
            const width = placeOf(to, range) - left;
            const rank = common("level", { rank: level });
            const whole = assignee === null ? rank : `${rank} ${assignee}`;
            return (
              <span key={from} style={{ left: percent(left), width: percent(width) }} title={whole}>
                {width >= roomForName ? whole : width >= roomForLevel ? rank : ""}
              </span>
            );
          })}
        </div>
        <div className={classes["axis"]}>
          {ticks.map(({ at, left, isDay }) => (
            <span key={at} style={{ left: percent(left) }} data-day={isDay || undefined}>
              {isDay
                ? format.dateTime(at, { weekday: "short", day: "numeric", month: "short", timeZone: zone })
                : format.dateTime(at, { hour: "2-digit", minute: "2-digit", timeZone: zone })}
            </span>
          ))}
        </div>
      </div>
      <figcaption className={classes["legend"]}>
        {reasons.map(({ reason, counted, ms }) => (
          <span key={`${reason} ${counted}`}>
            <i data-reason={reason} data-counted={counted || undefined} />
            {t(counted ? "table.counted" : "table.paused", { reason: t(`reason.${reason}`) })}
            <b>{spanWords(spanOf(ms), locale)}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
