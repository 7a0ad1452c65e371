import { useTranslations } from "next-intl";
import { useFigureWords } from "../figure-words";
import { useQuestion } from "../question";

const codes = ["SOLVED", "WORKAROUND", "NO_FAULT", "NO_ANSWER", "OUT_OF_SCOPE", "REFUSED"] as const;
const states = ["NEW", "OPEN", "IN_PROGRESS", "WAITING", "CANCELLED", "MERGED"] as const;
const means = ["PHONE", "EMAIL", "REMOTE", "ON_SITE"] as const;
const ends = ["UP", "DOWN", "SIDEWAYS", "RESOLVED", "DISCARDED"] as const;
const plain = ["KNOWN", "STILL_OPEN", "REST", "SKIPPED", "AGAIN"] as const;

/** What part of a figure is meant, in the reader's language; nothing where the figure's own name says it. */
export function usePartWords(): (part: string | null) => string | null {
  const t = useTranslations("report");
  const common = useTranslations("common");
  const { view, clock } = useQuestion();
  const figures = useFigureWords(clock);
  return (part) => {
    if (part === null || part === "PART") return null;
    const code = codes.find((each) => each === part);
    if (code) return common(`resolutionCode.${code}`);
    const state = states.find((each) => each === part);
    if (state) return common(`state.${state}`);
    const end = ends.find((each) => each === part);
    if (end) return t(`end.${end}`);
    const way = means.find((each) => each === part);
    if (way) return common(`means.${way}`);
    const known = plain.find((each) => each === part);
    if (known) return t(`part.${known}`);
    const duration = figures.duration((view.within ?? 0) * 60_000);
    if (part === "UNDER_THRESHOLD") return t("part.UNDER_THRESHOLD", { duration });
    return part === "OVER_THRESHOLD" ? t("part.OVER_THRESHOLD", { duration }) : part;
  };
}
