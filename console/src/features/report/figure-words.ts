import { useLocale } from "next-intl";
import { useMemo } from "react";
import { durationWords } from "./duration";
import type { Cell } from "./table-model";

export interface FigureWords {
  count(value: number): string;
  ratio(part: number, whole: number): string;
  duration(ms: number): string;
  cell(cell: Cell): string;
  /** By how much a figure has changed, with its sign; null where there is nothing to compare. */
  change(now: number, before: number): string | null;
}

/** Figures in the reader's language. Nothing is "–", which is not zero. */
export function useFigureWords(): FigureWords {
  const locale = useLocale();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale);
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
    const fine = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    const signed = new Intl.NumberFormat(locale, {
      style: "percent",
      maximumFractionDigits: 0,
      signDisplay: "exceptZero",
    });
    const words: FigureWords = {
      count: (value) => whole.format(value),
      duration: (ms) => durationWords(ms, locale),
      ratio: (part, of) => {
        if (of === 0) return "–";
        const ratio = part / of;
        return (ratio > 0 && ratio < 0.1 ? fine : percent).format(ratio);
      },
      change: (now, before) => (before === 0 ? null : signed.format(now / before - 1)),
      cell: (cell) => {
        if (cell.kind === "count") return words.count(cell.value);
        if (cell.kind === "duration") return cell.ms === null ? "–" : words.duration(cell.ms);
        return words.ratio(cell.part, cell.whole);
      },
    };
    return words;
  }, [locale]);
}
