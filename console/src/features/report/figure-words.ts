import { useLocale } from "next-intl";
import { useMemo } from "react";
import { durationWords } from "./duration";
import type { Clock } from "./report-view";
import type { Figure } from "./table-model";

export interface FigureWords {
  count(value: number): string;
  percent(ratio: number): string;
  /** "–" where the whole is nothing. */
  ratio(part: number, whole: number): string;
  duration(ms: number): string;
  figure(figure: Figure): string;
}

/** Figures in the reader's language. Nothing is "–", which is not zero. */
export function useFigureWords(clock: Clock): FigureWords {
  const locale = useLocale();
  return useMemo(() => figureWords(locale, clock), [locale, clock]);
}

export function figureWords(locale: string, clock: Clock): FigureWords {
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const largest = clock === "BUSINESS" ? "hour" : "day";
  const words: FigureWords = {
    count: (value) => whole.format(value),
    // Neither a few of many nor all but a few is rounded to none or to all.
    percent: (ratio) =>
      ((ratio > 0 && ratio < 0.1) || (ratio > 0.95 && ratio < 1) ? fine : percent).format(
        ratio > 0.95 && ratio < 1 ? Math.min(ratio, 0.999) : ratio,
      ),
    ratio: (part, of) => (of === 0 ? "–" : words.percent(part / of)),
    duration: (ms) => durationWords(ms, locale, largest),
    figure: (figure) => {
      if (figure.kind === "count") return words.count(figure.value);
      if (figure.kind === "duration") return figure.ms === null ? "–" : words.duration(figure.ms);
      return words.ratio(figure.part, figure.whole);
    },
  };
  return words;
}
