"use client";

import { ApplicationsDocument, type Nature, QualifyActDocument, type Scale, type TicketKind } from "@guichet/schema";
import { Select, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { Choice } from "@/ui/choice";
import classes from "../tickets.module.css";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

const kinds: readonly TicketKind[] = ["INCIDENT", "QUESTION", "COMPLAINT", "SERVICE_REQUEST"];
const natures: readonly Nature[] = ["TECHNICAL", "FUNCTIONAL", "REGULATORY"];
const scales: readonly Scale[] = ["LOW", "MEDIUM", "HIGH"];

/** What it is, how bad and how urgent: the priority follows, and with the nature the way it will go. */
export function QualifyDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: ApplicationsDocument });
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [subject, setSubject] = useState(ticket.subject);
  const [kind, setKind] = useState(ticket.kind);
  const [nature, setNature] = useState<Nature>(ticket.nature ?? "TECHNICAL");
  const [impact, setImpact] = useState<Scale>(ticket.impact ?? "MEDIUM");
  const [urgency, setUrgency] = useState<Scale>(ticket.urgency ?? "MEDIUM");
  const [application, setApplication] = useState(ticket.application?.id ?? null);
  const [category, setCategory] = useState(ticket.category?.id ?? null);
  const qualifying = useAct(QualifyActDocument, seen, onDone);
  const categories = data?.applications.find(({ id }) => id === application)?.categories ?? [];

  return (
    <ActDialog
      act="QUALIFY"
      size="lg"
      state={qualifying.state}
      ready={application !== null && subject.trim() !== ""}
      onSubmit={() =>
        application !== null &&
        void qualifying.send({ kind, nature, impact, urgency, application, category, subject: subject.trim() })
      }
      onAgain={() => void qualifying.again()}
      onClose={onClose}
    >
      <TextInput
        label={t("field.subject")}
        value={subject}
        maxLength={250}
        onChange={(event) => setSubject(event.currentTarget.value)}
        required
      />
      <Choice
        name={t("field.kind")}
        value={kind}
        values={kinds}
        label={(value) => common(`kind.${value}`)}
        onChange={setKind}
      />
      <div className={classes["pair"]}>
        <Select
          label={t("field.application")}
          data={(data?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={application}
          onChange={(value) => {
            setApplication(value);
            setCategory(null);
          }}
          searchable
          required
          data-autofocus={ticket.application === null || undefined}
        />
        <Select
          label={t("field.category")}
          data={categories.map(({ id, name }) => ({ value: id, label: name }))}
          value={category}
          onChange={setCategory}
          disabled={categories.length === 0}
          clearable
        />
      </div>
      <Choice
        name={t("field.nature")}
        value={nature}
        values={natures}
        label={(value) => common(`nature.${value}`)}
        onChange={setNature}
      />
      <div className={classes["pair"]}>
        <Choice
          name={t("field.impact")}
          value={impact}
          values={scales}
          label={(value) => common(`scale.${value}`)}
          onChange={setImpact}
        />
        <Choice
          name={t("field.urgency")}
          value={urgency}
          values={scales}
          label={(value) => common(`urgency.${value}`)}
          onChange={setUrgency}
        />
      </div>
    </ActDialog>
  );
}
