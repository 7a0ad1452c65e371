"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./frame.module.css";
import { useQuestion } from "./question";
import { sections, writeView } from "./report-view";

/** The pages of the report. Each is asked what this one is: their addresses carry the same filters. */
export function SectionTabs() {
  const t = useTranslations("report");
  const { section, view } = useQuestion();
  return (
    <nav className={`${classes["tabs"]} g-no-print`} aria-label={t("sections")}>
      <ul>
        {sections.map((each) => (
          <li key={each}>
            <Link
              href={writeView(each, { ...view, drill: null })}
              prefetch={false}
              aria-current={each === section ? "page" : undefined}
            >
              {t(`section.${each}.tab`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
