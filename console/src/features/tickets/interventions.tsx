"use client";

import { useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import type { PageTicket } from "./acts/dialog";
import classes from "./facts.module.css";

export function Interventions({ interventions }: Pick<PageTicket, "interventions">) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  if (interventions.length === 0) return null;
  const total = interventions.reduce((minutes, each) => minutes + each.minutes, 0);
  return (
    <section>
      <h2>{t("facts.interventions", { minutes: total })}</h2>
      <ul className={classes["items"]}>
        {interventions.map((each) => (
          <li key={each.id}>
            <span>
              {t("facts.intervention", { means: common(`means.${each.means}`), minutes: each.minutes })}
              {each.person && ` · ${each.person.displayName}`}
            </span>
            <ShortTime at={each.startedAt} />
            {each.note && <p>{each.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
