"use client";

import { ApplicationsDocument, type Nature, type Scale, type TicketKind } from "@guichet/schema";
import { Anchor, Button, Select, Textarea, TextInput } from "@mantine/core";
import { IconCircleCheckFilled } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { useDraft } from "@/features/drafts/use-draft";
import { Choice } from "@/ui/choice";
import { FailureNotice } from "@/ui/failure-notice";
import { KeyHint } from "@/ui/key-hint";
import { usePageTitle } from "@/ui/page-title";
import { ProblemNotice } from "@/ui/problem-notice";
import classes from "./call.module.css";
import { type CallForm, isEmptyCall, missingToQueue, missingToResolve, newCallerFrom, readCall } from "./call-form";
import { CallSuggestions, useCallSuggestions } from "./call-suggestions";
import { CallerCard } from "./caller-card";
import { CallerField, type KnownCaller } from "./caller-field";
import { useRecordCall } from "./use-record-call";

const kinds: readonly TicketKind[] = ["INCIDENT", "QUESTION", "COMPLAINT", "SERVICE_REQUEST"];
const natures: readonly Nature[] = ["TECHNICAL", "FUNCTIONAL", "REGULATORY"];
const scales: readonly Scale[] = ["LOW", "MEDIUM", "HIGH"];

interface Last {
  number: number;
  solved: boolean;
  seconds: number;
  draft: boolean;
}

/** The telephone: who, what, the answer, one key. Without a mouse and in less time than it takes to say. */
export function CallPage() {
  const t = useTranslations("call");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: ApplicationsDocument });
  const [draft, setDraft, clearDraft] = useDraft("call");
  const form = useMemo(() => readCall(draft), [draft]);
  const [typed, setTyped] = useState(form.caller?.displayName ?? "");
  const [known, setKnown] = useState<KnownCaller | null>(null);
  const [last, setLast] = useState<Last | null>(null);
  const [began, setBegan] = useState<number | null>(null);
  const [tried, setTried] = useState<"queue" | "resolve" | null>(null);
  const caller = useRef<HTMLInputElement>(null);
  const sent = useRef({ solved: false, seconds: 0 });
  const suggestions = useCallSuggestions(`${form.subject} ${form.details}`, form.application);
  usePageTitle(t("title"));

  const change = (changes: Partial<CallForm>) => {
    setBegan((since) => since ?? Date.now());
    setDraft(JSON.stringify({ ...form, ...changes }));
  };
  const startOver = useCallback(() => {
    clearDraft();
    setTyped("");
    setKnown(null);
    setBegan(null);
    setTried(null);
    setTimeout(() => caller.current?.focus());
  }, [clearDraft]);

  const { state, record } = useRecordCall(({ ticket }) => {
    const draftWritten = ticket.resolution?.article?.articleState === "TO_REVIEW" && form.article === null;
    setLast({ number: ticket.number, ...sent.current, draft: draftWritten });
    startOver();
  });
  const sending = state.is === "sending";

  const send = (solved: boolean) => {
    if (sending) return;
    const missing = solved ? missingToResolve(form) : missingToQueue(form);
    setTried(solved ? "resolve" : "queue");
    if (missing.length > 0) return;
    const seconds = began === null ? 0 : Math.round((Date.now() - began) / 1000);
    sent.current = { solved, seconds };
    void record(form, solved, Math.max(1, Math.round(seconds / 60)));
  };
  const missing = tried === null ? [] : tried === "resolve" ? missingToResolve(form) : missingToQueue(form);
  const wants = (what: (typeof missing)[number]) => (missing.includes(what) ? t(`missing.${what}`) : undefined);

  const submit = (event: FormEvent) => event.preventDefault();
  const solveWith = ({ id, solution }: (typeof suggestions.articles)[number]) =>
    change({ article: form.article === id ? null : id, solution: form.solution.trim() || (solution ?? "") });
  const hasten = (event: KeyboardEvent) => {
    const digit = /^Digit([1-4])$/.exec(event.code)?.[1];
    const article = event.altKey && digit !== undefined ? suggestions.articles[Number(digit) - 1] : undefined;
    if (article) {
      event.preventDefault();
      solveWith(article);
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send(!event.shiftKey && form.solution.trim() !== "");
  };

  return (
    <div className={classes["page"]}>
      <form className={classes["form"]} onSubmit={submit} onKeyDown={hasten} noValidate aria-label={t("title")}>
        <header>
          <h1>{t("title")}</h1>
          {!isEmptyCall(form) && (
            <Button variant="subtle" size="compact-sm" onClick={startOver}>
              {t("startOver")}
            </Button>
          )}
        </header>
        <div role="status" className={classes["done"]} data-shown={last !== null || undefined}>
          {last !== null && (
            <>
              <IconCircleCheckFilled size={17} aria-hidden />
              <span>
                {t.rich(last.solved ? "done.solved" : "done.queued", {
                  number: last.number,
                  seconds: last.seconds,
                  link: (words) => (
                    <Anchor component={Link} href={`/tickets/${last.number}`}>
                      {words}
                    </Anchor>
                  ),
                })}
                {last.draft && ` ${t("done.draft")}`}
              </span>
            </>
          )}
        </div>
        <CallerField
          field={caller}
          typed={typed}
          onType={(text) => {
            setTyped(text);
            setKnown(null);
            setLast(null);
            change({ caller: null, newCaller: null });
          }}
          onCaller={(chosen) => {
            setTyped(chosen.displayName);
            setKnown(chosen);
            change({ caller: { id: chosen.id, displayName: chosen.displayName }, newCaller: null });
          }}
          onNew={(text) => {
            setKnown(null);
            change({ caller: null, newCaller: newCallerFrom(text) });
          }}
        />
        {wants("caller") && <p className={classes["wanted"]}>{wants("caller")}</p>}
        {form.newCaller !== null && (
          <fieldset className={classes["newCaller"]}>
            <legend>{t("newCallerTitle")}</legend>
            <TextInput
              label={t("field.name")}
              value={form.newCaller.displayName}
              onChange={(event) =>
                change({ newCaller: { ...newCallerOf(form), displayName: event.currentTarget.value } })
              }
              autoFocus={form.newCaller.displayName === ""}
              required
            />
            <TextInput
              label={t("field.phone")}
              type="tel"
              value={form.newCaller.phone}
              onChange={(event) => change({ newCaller: { ...newCallerOf(form), phone: event.currentTarget.value } })}
            />
            <TextInput
              label={t("field.email")}
              type="email"
              value={form.newCaller.email}
              onChange={(event) => change({ newCaller: { ...newCallerOf(form), email: event.currentTarget.value } })}
            />
          </fieldset>
        )}
        <TextInput
          label={t("field.subject")}
          placeholder={t("field.subjectHint")}
          value={form.subject}
          maxLength={250}
          onChange={(event) => change({ subject: event.currentTarget.value })}
          error={wants("subject")}
        />
        <Select
          label={t("field.application")}
          data={(data?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={form.application}
          onChange={(application) => change({ application })}
          searchable
          clearable
          selectFirstOptionOnChange
          error={wants("application")}
        />
        <Textarea
          label={t("field.details")}
          value={form.details}
          onChange={(event) => change({ details: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={8}
        />
        <Textarea
          label={t("field.solution")}
          description={t("field.solutionWhy")}
          value={form.solution}
          onChange={(event) => change({ solution: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={12}
          error={wants("solution")}
        />
        <details className={classes["qualification"]}>
          <summary>
            {t("qualification", {
              kind: common(`kind.${form.kind}`),
              nature: common(`nature.${form.nature}`).toLowerCase(),
              impact: common(`scale.${form.impact}`).toLowerCase(),
              urgency: common(`urgency.${form.urgency}`).toLowerCase(),
            })}
          </summary>
          <div>
            <Choice
              name={t("field.kind")}
              value={form.kind}
              values={kinds}
              label={(value) => common(`kind.${value}`)}
              onChange={(kind) => change({ kind })}
            />
            <Choice
              name={t("field.nature")}
              value={form.nature}
              values={natures}
              label={(value) => common(`nature.${value}`)}
              onChange={(nature) => change({ nature })}
            />
            <Choice
              name={t("field.impact")}
              value={form.impact}
              values={scales}
              label={(value) => common(`scale.${value}`)}
              onChange={(impact) => change({ impact })}
            />
            <Choice
              name={t("field.urgency")}
              value={form.urgency}
              values={scales}
              label={(value) => common(`urgency.${value}`)}
              onChange={(urgency) => change({ urgency })}
            />
          </div>
        </details>
        {state.is === "failed" && <FailureNotice error={state.error} onRetry={() => send(sent.current.solved)} />}
        {state.is === "refused" && (
          <ProblemNotice
            title={t("refused")}
            details={
              state.refusal.__typename === "InvalidInput" ? state.refusal.fields.map(({ message }) => message) : []
            }
          >
            {state.refusal.message}
          </ProblemNotice>
        )}
        <footer>
          <Button
            onClick={() => send(true)}
            loading={sending && sent.current.solved}
            variant={form.solution.trim() === "" ? "default" : "filled"}
            rightSection={form.solution.trim() === "" ? undefined : <KeyHint keys="mod+enter" />}
          >
            {t("solve")}
          </Button>
          <Button
            onClick={() => send(false)}
            loading={sending && !sent.current.solved}
            variant={form.solution.trim() === "" ? "filled" : "default"}
            rightSection={<KeyHint keys={form.solution.trim() === "" ? "mod+enter" : "mod+shift+enter"} />}
          >
            {t("queue")}
          </Button>
        </footer>
      </form>
      <div className={classes["aside"]}>
        {known && <CallerCard caller={known} />}
        <CallSuggestions {...suggestions} chosen={form.article} onArticle={solveWith} />
      </div>
    </div>
  );
}

function newCallerOf(form: CallForm) {
  return form.newCaller ?? newCallerFrom("");
}
