"use client";

import {
  AssignedCalendarsDocument,
  type AssignedFactsFragment,
  type AssignmentOutcomeFragment,
  SetDefaultCalendarDocument,
  SetQueueCalendarDocument,
  WithdrawCalendarAssignmentDocument,
} from "@guichet/schema";
import { Button, Modal, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useClient, useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { useSavedNotice } from "@/features/administration/use-saved-notice";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { type Refusal, refusalOf } from "@/ui/refusal";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import { atOnce, type Effective, effectiveFromOf } from "./effective";
import { EffectiveFields } from "./effective-fields";
import classes from "./settings.module.css";
import { useWithdraw } from "./use-withdraw";
import { VersionHistory } from "./version-history";

interface AssignedCalendarsProps {
  calendars: readonly { id: string; name: string }[];
}

/** Which calendar the desk goes by, and the queues that have one of their own: those on call. */
export function AssignedCalendars({ calendars }: AssignedCalendarsProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const [{ data, error }, read] = useQuery({ query: AssignedCalendarsDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<AssignedFactsFragment | null>(null);
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
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === null ? "" : t("assigned.changeOf", { name: nameOf(open) })}
        closeButtonProps={{ "aria-label": common("action.close") }}
      >
        {open !== null && (
          <AssignmentForm
            key={open.version}
            assigned={open}
            name={nameOf(open)}
            calendars={calendars}
            onChanged={(now) => {
              again();
              setOpen(now);
            }}
          />
        )}
      </Modal>
    </section>
  );
}

interface AssignmentFormProps extends AssignedCalendarsProps {
  assigned: AssignedFactsFragment;
  name: string;
  /** Null: done, and nothing more to see. */
  onChanged(assigned: AssignedFactsFragment | null): void;
}

function AssignmentForm({ assigned, name, calendars, onChanged }: AssignmentFormProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const client = useClient();
  const said = useSavedNotice();
  const { queue } = assigned;
  const [version, setVersion] = useState(assigned.version);
  const [calendar, setCalendar] = useState(assigned.calendar?.id ?? null);
  const [effective, setEffective] = useState<Effective>(atOnce);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const withdrawing = useWithdraw<AssignmentOutcomeFragment, "CalendarAssignmentSuccess">({
    success: "CalendarAssignmentSuccess",
    send: (assignment) => client.mutation(WithdrawCalendarAssignmentDocument, { assignment, version }).toPromise(),
    onDone: ({ assigned: now }) => onChanged(now),
  });

  async function save() {
    setBusy(true);
    const effectiveFrom = effectiveFromOf(effective);
    const answer =
      queue === null
        ? await client
            .mutation(SetDefaultCalendarDocument, { version, calendar: calendar ?? "", effectiveFrom })
            .toPromise()
        : await client
            .mutation(SetQueueCalendarDocument, { queue: queue.id, version, calendar, effectiveFrom })
            .toPromise();
    setBusy(false);
    const refused = refusalOf(answer, "CalendarAssignmentSuccess");
    setRefusal(refused);
    const outcome = answer.data?.outcome;
    // Told what happened, one may save again: what was chosen stands.
    if (outcome?.__typename === "ChangedMeanwhile") setVersion(outcome.currentVersion);
    if (refused === null) {
      said(name);
      onChanged(null);
    }
  }

  const fields = refusal?.why === "refused" ? refusal.fields : {};
  return (
    <form
      className={administration["dialog"]}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <RefusalNotice
        refusal={refusal ?? withdrawing.refusal}
        shownAtField={(path) => path === "calendar" || path === "effectiveFrom"}
      />
      <Select
        label={t("calendar.title")}
        placeholder={queue === null ? undefined : t("assigned.none")}
        description={queue === null ? undefined : t("assigned.noneWhat")}
        data={calendars.map((each) => ({ value: each.id, label: each.name }))}
        clearable={queue !== null}
        clearButtonProps={{ "aria-label": common("action.clear") }}
        allowDeselect={queue !== null}
        value={calendar}
        error={fields["calendar"]}
        onChange={setCalendar}
      />
      <EffectiveFields effective={effective} withPast={false} error={fields["effectiveFrom"]} onChange={setEffective} />
      <div>
        <Button type="submit" loading={busy}>
          {common("action.save")}
        </Button>
      </div>
      {assigned.history.length > 0 && (
        <section>
          <h3>{t("version.title")}</h3>
          <VersionHistory
            versions={assigned.history}
            busy={withdrawing.busy}
            onWithdraw={({ id }) => void withdrawing.withdraw(id)}
          >
            {(each) => each.calendar?.name ?? t("assigned.none")}
          </VersionHistory>
        </section>
      )}
    </form>
  );
}
