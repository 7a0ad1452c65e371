"use client";

import { RecomputationsDocument } from "@guichet/schema";
import { Progress } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import classes from "./settings.module.css";

const lookEvery = 2000;

/** Every change of the past: who asked for it, what it changed, and how far it has come. */
export function RecomputationsPage() {
  const t = useTranslations("service-level-settings");
  const [{ data, error }, read] = useQuery({ query: RecomputationsDocument, requestPolicy: "network-only" });
  usePageTitle(t("recomputations"));
  const goesOn = data?.recomputations.some(({ endedAt }) => endedAt === null) ?? false;
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => read({ requestPolicy: "network-only" }), lookEvery);
    return () => clearInterval(timer);
  }, [goesOn, read]);
  return (
    <Page title={t("recomputations")}>
      <p className={administration["intro"]}>{t("recompute.intro")}</p>
      {error && !data && (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.recomputations.length === 0 ? (
        <EmptyState icon={IconHistory} title={t("recompute.none")} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be scrolled by keyboard.
        <section className={table["scroll"]} tabIndex={0} aria-label={t("recomputations")}>
          <table className={table["table"]}>
            <caption className="g-hidden">{t("recomputations")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("recompute.what")}</th>
                <th scope="col">{t("recompute.since")}</th>
                <th scope="col">{t("recompute.asked")}</th>
                <th scope="col">{t("recompute.progress")}</th>
                <th scope="col" className={table["number"]}>
                  {t("recompute.verdicts")}
                </th>
              </tr>
            </thead>
            {data ? (
              <tbody>
                {data.recomputations.map((each) => (
                  <tr key={each.id}>
                    <th scope="row">
                      {each.policy?.name ?? each.calendar?.name ?? t("assigned.title")}
                      {each.queue && <span className={table["under"]}>{each.queue.name}</span>}
                    </th>
                    <td className={table["keep"]}>
                      <ShortTime at={each.effectiveFrom} />
                    </td>
                    <td className={table["keep"]}>
                      <ShortTime at={each.startedAt} />
                      {each.startedBy && <span className={table["under"]}>{each.startedBy.displayName}</span>}
                    </td>
                    <td className={classes["progress"]}>
                      {each.endedAt !== null ? (
                        <>
                          {t("recompute.done")} <ShortTime at={each.endedAt} />
                        </>
                      ) : (
                        <>
                          <Progress
                            value={each.ticketsToLookAt === 0 ? 0 : (100 * each.ticketsLookedAt) / each.ticketsToLookAt}
                            aria-label={t("recompute.progress")}
                          />
                          {t("recompute.of", { done: each.ticketsLookedAt, all: each.ticketsToLookAt })}
                        </>
                      )}
                    </td>
                    <td className={table["number"]}>{each.verdictsChanged}</td>
                  </tr>
                ))}
              </tbody>
            ) : (
              <TableSkeleton columns={5} rows={3} />
            )}
          </table>
        </section>
      )}
    </Page>
  );
}
