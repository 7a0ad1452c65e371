"use client";

import {
  ApplicationsDocument,
  DueTimesDocument,
  type DueTimesInput,
  type DueTimesQuery,
  type PolicyDraftInput,
  QueuesDocument,
  SitesDocument,
} from "@guichet/schema";
import { Loader, Select } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { kinds, priorities } from "@/features/queues/view";
import { spanOf, workingSpanOf } from "@/features/service-levels/span";
import { spanWords } from "@/features/service-levels/span-words";
import { FailureNotice } from "@/ui/failure-notice";
import { InstantInput } from "@/ui/instant-input";
import classes from "./settings.module.css";

type Facts = Omit<DueTimesInput, "recordedAt" | "draft">;

interface DuePreviewProps {
  /** The policy as it is being typed, where that is not what is saved. */
  draft?: PolicyDraftInput | null;
  /** Rises when something was saved that the answer may depend on. */
  revision: number;
}

/**
 * "A ticket recorded now would be due …", by the rules in force and what is being typed, with every stretch on the way
 * that does not count.
 */
export function DuePreview({ draft = null, revision }: DuePreviewProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const [facts, setFacts] = useState<Facts>({
    kind: "INCIDENT",
    priority: "P3",
    application: null,
    requesterSite: null,
    queue: null,
  });
  const [recordedAt, setRecordedAt] = useState<string | null>(null);
  const [{ data: known }] = useQuery({ query: ApplicationsDocument });
  const [{ data: places }] = useQuery({ query: SitesDocument });
  const [{ data: waiting }] = useQuery({ query: QueuesDocument });
  const [{ data, error, fetching }, ask] = useQuery({
    query: DueTimesDocument,
    variables: { input: { ...facts, recordedAt, draft } },
    requestPolicy: "network-only",
  });
  useEffect(() => {
    if (revision > 0) ask({ requestPolicy: "network-only" });
  }, [revision, ask]);
  const clear = { clearable: true, clearButtonProps: { "aria-label": common("action.clear") } };

  return (
    <div className={classes["preview"]}>
      <div data-fields>
        <Select
          size="xs"
          label={t("preview.kind")}
          data={kinds.map((value) => ({ value, label: common(`kind.${value}`) }))}
          allowDeselect={false}
          value={facts.kind}
          onChange={(kind) => setFacts({ ...facts, kind: kinds.find((each) => each === kind) ?? facts.kind })}
        />
        <Select
          size="xs"
          label={t("preview.priority")}
          placeholder={common("priority.none")}
          data={priorities.map((value) => ({ value, label: common(`priority.${value}`) }))}
          {...clear}
          value={facts.priority ?? null}
          onChange={(chosen) => setFacts({ ...facts, priority: priorities.find((each) => each === chosen) ?? null })}
        />
        <Select
          size="xs"
          label={t("preview.application")}
          placeholder={t("preview.none")}
          data={(known?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...clear}
          value={facts.application ?? null}
          onChange={(application) => setFacts({ ...facts, application })}
        />
        <Select
          size="xs"
          label={t("preview.site")}
          placeholder={t("preview.none")}
          data={(places?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...clear}
          value={facts.requesterSite ?? null}
          onChange={(requesterSite) => setFacts({ ...facts, requesterSite })}
        />
        <Select
          size="xs"
          label={t("preview.queue")}
          placeholder={t("preview.whereItArrives")}
          data={(waiting?.queues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...clear}
          value={facts.queue ?? null}
          onChange={(queue) => setFacts({ ...facts, queue })}
        />
        <InstantInput
          size="xs"
          label={t("preview.recordedAt")}
          value={recordedAt}
          side="any"
          onChange={setRecordedAt}
        />
      </div>
      {draft !== null && <p className={classes["note"]}>{t("preview.draft")}</p>}
      {error?.graphQLErrors.some(({ extensions }) => extensions["code"] === "BAD_USER_INPUT") ? (
        <p className={classes["note"]} aria-live="polite">
          {t("preview.notAcceptable")}
        </p>
      ) : error ? (
        <FailureNotice error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />
      ) : data ? (
        <Answer due={data.dueTimes} draft={draft} stale={fetching} />
      ) : (
        <Loader size="sm" role="status" aria-label={t("reading")} />
      )}
    </div>
  );
}

interface AnswerProps {
  due: DueTimesQuery["dueTimes"];
  draft: PolicyDraftInput | null;
  stale: boolean;
}

function Answer({ due, draft, stale }: AnswerProps) {
  const t = useTranslations("service-level-settings");
  const levels = useTranslations("service-levels");
  const locale = useLocale();
  const when = (at: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(new Date(at));
  const short = (at: string) =>
    new Intl.DateTimeFormat(locale, {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date(at));
  const span = (ms: number) => spanWords(workingSpanOf(ms), locale);
  const policy = due.isDraft && draft !== null ? draft.input.name || t("preview.unnamed") : due.policy?.name;
  return (
    <div className={classes["answer"]} aria-live="polite" aria-busy={stale}>
      <p>
        {policy === undefined
          ? t("preview.noPolicy", { queue: due.queue.name })
          : t("preview.by", { policy, calendar: due.calendar.name, queue: due.queue.name })}
      </p>
      {due.targets.map(({ kind, minutes, dueAt, warnsAt, skipped }) => (
        <div key={kind}>
          <p>
            {dueAt === null
              ? t("preview.never", { target: levels(`target.${kind}`), span: span(minutes * 60_000) })
              : t.rich("preview.due", {
                  b: (words) => <strong>{words}</strong>,
                  target: levels(`target.${kind}`),
                  span: span(minutes * 60_000),
                  at: when(dueAt),
                })}
            {warnsAt !== null && <> {t("preview.warns", { at: short(warnsAt) })}</>}
          </p>
          {skipped.length > 0 && (
            <details>
              <summary>{t("preview.skipped", { count: skipped.length })}</summary>
              <ul>
                {skipped.map(({ from, to, reason, name }) => (
                  <li key={from}>
                    {t("preview.stretch", {
                      from: short(from),
                      to: short(to),
                      span: spanWords(spanOf(Date.parse(to) - Date.parse(from)), locale),
                      reason: name ?? levels(`reason.${reason}`),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      ))}
    </div>
  );
}
