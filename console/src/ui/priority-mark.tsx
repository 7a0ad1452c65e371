import type { Priority } from "@guichet/schema";
import { useTranslations } from "next-intl";
import classes from "./ui.module.css";

export function PriorityMark({ priority }: { priority: Priority | null }) {
  const t = useTranslations("common");
  const words = priority === null ? t("priority.none") : t(`priority.${priority}`);
  return (
    <span className={classes["priority"]} data-priority={priority ?? "none"} title={words}>
      <span aria-hidden>{priority ?? "–"}</span>
      <span className="g-hidden">{words}</span>
    </span>
  );
}
