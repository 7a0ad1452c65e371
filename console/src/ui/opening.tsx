"use client";

import { useTranslations } from "next-intl";
import { BrandMark } from "./brand";
import classes from "./opening.module.css";

/** While the first answer is on its way: the mark, quietly. */
export function Opening() {
  const t = useTranslations("common");
  return (
    <main className={classes["opening"]} aria-busy="true">
      <BrandMark size={40} />
      <p>{t("opening")}</p>
    </main>
  );
}
