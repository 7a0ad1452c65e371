"use client";

import { AssignedCalendarsDocument, type AssignedFactsFragment } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useFocusReturn } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { FailureNotice } from "@/ui/failure-notice";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import { AssignmentDialog } from "./assignment-dialog";
import classes from "./settings.module.css";

interface AssignedCalendarsProps {
  calendars: readonly { id: string; name: string }[];
}

/** Which calendar the desk goes by, and the queues that have one of their own: those on call. */
export function AssignedCalendars({ calendars }: AssignedCalendarsProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const router = useRouter();
  const [{ data, error }, read] = useQuery({ query: AssignedCalendarsDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<AssignedFactsFragment | null>(null);
  useFocusReturn({ opened: open !== null });
  const again = () => read({ requestPolicy: "network-only" });
  const nameOf = ({ queue }: AssignedFactsFragment) =>
    queue === null ? t("assigned.desk") : `${common("level", { rank: queue.level.rank })} ${queue.team.name}`;
  const all = data ? [data.defaultCalendar, ...data.queueCalendars] : [];
  return (
    <section className={classes["block"]}>
      <h2>{t("assigned.title")}</h2>
      <p>{t("assigned.help")}</p>
      {error && !data && <FailureNotice error={error} onRetry={again} />}
      {data && (
        <table className={table["table"]}>
          <caption className="g-hidden">{t("assigned.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("assigned.of")}</th>
              <th scope="col">{t("calendar.title")}</th>
              <th scope="col">
                <span className="g-hidden">{t("assigned.change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((assigned) => {
              const { queue, calendar, coming } = assigned;
              const name = nameOf(assigned);
              return (
                <tr key={queue?.id ?? "desk"}>
                  <th scope="row">{name}</th>
                  <td className={calendar === null ? table["muted"] : undefined}>
                    {calendar?.name ?? t("assigned.none")}{" "}
                    {coming[0]?.effectiveFrom && (
                      <span className={classes["badge"]} data-coming>
                        {coming[0].calendar?.name ?? t("assigned.none")} {t("version.from")}{" "}
                        <ShortTime at={coming[0].effectiveFrom} />
                      </span>
                    )}
                  </td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t("assigned.changeOf", { name })}
                      onClick={() => setOpen(assigned)}
                    >
                      {t("assigned.change")}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {open !== null && (
        <AssignmentDialog
          key={open.queue?.id ?? "desk"}
          assigned={open}
          name={nameOf(open)}
          calendars={calendars}
          onChanged={(now) => {
            again();
            setOpen(now);
          }}
          onRecomputing={() => router.push("/administration/recomputations")}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
