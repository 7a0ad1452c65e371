"use client";

import { FreezeReportDocument } from "@guichet/schema";
import { Button, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useClient } from "urql";
import { keyFor, type SentAct } from "@/features/tickets/acts/sent-act";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { useSaving } from "@/ui/forms/use-saving";
import classes from "./frozen/frozen.module.css";
import { inputOf, useQuestion } from "./question";

/** Keeps the report as it is now: what it asks, and up to where in the log. */
export function FreezeDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useTranslations("report");
  const common = useTranslations("common");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t("freeze.title")}
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      <FreezeForm onClose={onClose} />
    </Modal>
  );
}

function FreezeForm({ onClose }: { onClose(): void }) {
  const t = useTranslations("report");
  const common = useTranslations("common");
  const client = useClient();
  const router = useRouter();
  const question = useQuestion();
  const { periodName, isSettled, view, applications } = question;
  const form = useForm({ initialValues: { name: t("freeze.suggested", { period: periodName }) } });
  const chosen = applications.filter(({ id }) => view.applications.includes(id)).map(({ name }) => name);
  const last = useRef<SentAct | null>(null);
  const saving = useSaving({
    form,
    edited: null,
    success: "FreezeReportSuccess",
    save: ({ name }) => {
      const { metrics: _, groupBy: __, clock: ___, ...asked } = inputOf(question, { metrics: [], groupBy: [] });
      const input = { ...asked, name };
      // An answer that was lost is asked for again: the report is frozen once.
      last.current = keyFor(JSON.stringify(input), last.current, () => crypto.randomUUID());
      return client.mutation(FreezeReportDocument, { input: { ...input, key: last.current.key } }).toPromise();
    },
    onSaved: ({ report }) => {
      onClose();
      router.push(`/reports/frozen/${report.id}`);
    },
  });
  return (
    <form
      className={classes["form"]}
      onSubmit={form.onSubmit(() => {
        void saving.submit();
      })}
    >
      <p>{t("freeze.what")}</p>
      <ul>
        <li>{t("freeze.period", { period: periodName })}</li>
        {chosen.length > 0 && <li>{t("only", { applications: chosen.join(", ") })}</li>}
        {!isSettled && <li className={classes["warning"]}>{t("freeze.notOver")}</li>}
      </ul>
      <RefusalNotice refusal={saving.refusal} shownAtField={(path) => path === "name"} />
      <TextInput
        label={t("freeze.name")}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      <div className={classes["actions"]}>
        <Button type="submit" loading={saving.busy}>
          {t("freeze.do")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
