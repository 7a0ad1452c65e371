"use client";

import { QueuesDocument } from "@guichet/schema";
import { IconPointFilled } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { useMay } from "@/features/session/session";
import { useFigureWords } from "./figure-words";
import classes from "./now-strip.module.css";
import { useQuestion } from "./question";

/** The desk at this moment, from its feed: where "now" is meant, and nowhere else. */
export function NowStrip() {
  const may = useMay("TICKETS_READ_DESK");
  const { view } = useQuestion();
  // Queues count all applications together.
  return may && view.applications.length === 0 ? <LiveNow /> : null;
}

function LiveNow() {
  const t = useTranslations("report");
  const { clock } = useQuestion();
  const words = useFigureWords(clock);
  const [{ data }] = useQuery({ query: QueuesDocument });
  const sum = (of: "total" | "waiting" | "unassigned") =>
    words.count((data?.queues ?? []).reduce((total, { counts }) => total + counts[of], 0));
  return (
    <p className={`${classes["now"]} g-no-print`}>
      <IconPointFilled size={14} aria-hidden />
      <strong>{t("now.title")}</strong>
      {data ? (
        <>
          <span>{t("now.open", { count: sum("total") })}</span>
          <span>{t("now.waiting", { count: sum("waiting") })}</span>
          <span>{t("now.unassigned", { count: sum("unassigned") })}</span>
          <Link href="/desk?scope=desk">{t("now.link")}</Link>
        </>
      ) : (
        <span>…</span>
      )}
    </p>
  );
}
