"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEachSecond } from "@/ui/clock";
import { countdownTo, type Span } from "./span";
import { spanWords } from "./span-words";

/** "in 3 h 5 min", and once it is past "3 h 5 min late". */
export function Countdown({ to }: { to: string }) {
  const t = useTranslations("service-levels");
  const locale = useLocale();
  const instant = Date.parse(to);
  const said = useEachSecond((now) => JSON.stringify(countdownTo(instant, now)));
  const { late, span } = JSON.parse(said) as { late: boolean; span: Span };
  return <span>{t(late ? "countdown.late" : "countdown.left", { span: spanWords(span, locale) })}</span>;
}
