import { useTranslations } from "next-intl";
import { useQuestion } from "./question";
import { useSheet } from "./sheet";
import { dateIn } from "./zone";

/** Why a figure may still change: it is as of now, or as of a day after which nothing counts. */
export function useProvisionalWhy(): string {
  const t = useTranslations("report");
  const { zone, today } = useQuestion();
  const { asOf } = useSheet();
  const isPast = asOf !== null && dateIn(zone, Date.parse(asOf)) < today;
  return t(isPast ? "provisionalWhy.past" : "provisionalWhy.now");
}
