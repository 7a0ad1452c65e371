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
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useClient } from "urql";
import administration from "@/features/administration/administration.module.css";
import { ConflictNotice } from "@/features/administration/conflict-notice";
import { useSavedNotice } from "@/features/administration/use-saved-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { atOnce, type Effective, effectiveFromOf } from "./effective";
import { EffectiveFields } from "./effective-fields";
import { RecomputationDialog } from "./recomputation-dialog";
import { useSettingsForm } from "./use-settings-form";
import { useWithdraw } from "./use-withdraw";
import { VersionHistory } from "./version-history";

interface AssignmentValues {
  calendar: string | null;
  effective: Effective;
}

const shownAtField = (path: string) => path === "calendar" || path === "effectiveFrom";

function editedOf({ calendar, version }: AssignedFactsFragment): { values: AssignmentValues; version: number } {
  return { values: { calendar: calendar?.id ?? null, effective: atOnce }, version };
}

interface AssignmentDialogProps {
  assigned: AssignedFactsFragment;
  name: string;
  calendars: readonly { id: string; name: string }[];
  onChanged(assigned: AssignedFactsFragment): void;
  /** The past is being computed again. */
  onRecomputing(): void;
  onClose(): void;
}

/** Another calendar for the desk or for a queue, and from when on. */
export function AssignmentDialog(props: AssignmentDialogProps) {
  const { assigned, name, calendars, onChanged, onRecomputing, onClose } = props;
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const client = useClient();
  const said = useSavedNotice();
  const { queue, version } = assigned;
  const edited = editedOf(assigned);
  const form = useForm<AssignmentValues>({ initialValues: edited.values });
  const { values, errors } = form;
  const nameOf = (id: string | null) => calendars.find((each) => each.id === id)?.name ?? t("assigned.none");

  const { saving, asked, forget } = useSettingsForm<
    AssignmentValues,
    AssignmentOutcomeFragment,
    "CalendarAssignmentSuccess"
  >({
    form,
    edited,
    success: "CalendarAssignmentSuccess",
    save: ({ calendar, effective }, readVersion) => {
      const always = { version: readVersion ?? version, effectiveFrom: effectiveFromOf(effective) };
      return queue === null
        ? client.mutation(SetDefaultCalendarDocument, { ...always, calendar: calendar ?? "" }).toPromise()
        : client.mutation(SetQueueCalendarDocument, { ...always, calendar, queue: queue.id }).toPromise();
    },
    past: ({ calendar, effective }, readVersion) => ({
      assignment: {
        queue: queue?.id ?? null,
        version: readVersion,
        calendar,
        effectiveFrom: effectiveFromOf(effective),
      },
    }),
    readAgain: async () => {
      const query = client.query(AssignedCalendarsDocument, {}, { requestPolicy: "network-only" });
      const { data } = await query.toPromise();
      const all = data ? [data.defaultCalendar, ...data.queueCalendars] : [];
      const now = all.find((each) => each.queue?.id === queue?.id);
      if (now === undefined) return null;
      onChanged(now);
      return editedOf(now);
    },
    onSaved: ({ assigned: now }) => {
      said(name);
      onChanged(now);
      onClose();
    },
  });
  const withdrawing = useWithdraw<AssignmentOutcomeFragment, "CalendarAssignmentSuccess">({
    success: "CalendarAssignmentSuccess",
    send: (assignment) => client.mutation(WithdrawCalendarAssignmentDocument, { assignment, version }).toPromise(),
    onDone: ({ assigned: now }) => onChanged(now),
  });

  if (asked !== null) {
    return <RecomputationDialog input={asked.input} preview={asked.preview} onClose={forget} onDone={onRecomputing} />;
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("assigned.changeOf", { name })}
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      <form
        className={administration["dialog"]}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void saving.submit();
        }}
      >
        <ConflictNotice
          conflict={saving.conflict}
          nameOf={(field) => t(`field.${field}`)}
          wordsOf={(field, of) => (field === "calendar" ? nameOf(of.calendar) : "")}
          onTheirs={saving.takeTheirs}
        />
        <RefusalNotice refusal={saving.refusal ?? withdrawing.refusal} shownAtField={shownAtField} />
        <Select
          label={t("calendar.title")}
          placeholder={queue === null ? undefined : t("assigned.none")}
          description={queue === null ? undefined : t("assigned.noneWhat")}
          data={calendars.map((each) => ({ value: each.id, label: each.name }))}
          clearable={queue !== null}
          clearButtonProps={{ "aria-label": common("action.clear") }}
          allowDeselect={queue !== null}
          {...form.getInputProps("calendar")}
        />
        <EffectiveFields
          effective={values.effective}
          withPast
          error={errors["effectiveFrom"]}
          onChange={(effective) => {
            form.clearFieldError("effectiveFrom");
            form.setFieldValue("effective", effective);
          }}
        />
        <div>
          <Button type="submit" loading={saving.busy}>
            {values.effective.when === "past" ? t("recompute.ask") : common("action.save")}
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
    </Modal>
  );
}
