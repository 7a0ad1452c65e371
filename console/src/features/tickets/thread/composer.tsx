"use client";

import { type HistoryFactsFragment, NoteActDocument, ReplyActDocument } from "@guichet/schema";
import { Button, Checkbox, SegmentedControl, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { useDraft } from "@/features/drafts/use-draft";
import { KeyHint } from "@/ui/key-hint";
import { ActProblem } from "../acts/act-problem";
import type { PageTicket } from "../acts/dialog";
import { useAct } from "../acts/use-act";
import { isOfClock } from "../history/clock-events";
import { ChangedWhileTyping } from "./changed-while-typing";
import classes from "./thread.module.css";

export type Mode = "reply" | "note";

interface ComposerProps {
  ticket: PageTicket;
  entries: readonly HistoryFactsFragment[];
  mode: Mode;
  onMode(mode: Mode): void;
  onTyping(typing: boolean): void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Where the desk answers, and where it talks to itself: two modes that cannot be mistaken for each other. */
export function Composer({ ticket, entries, mode, onMode, onTyping, field }: ComposerProps) {
  const t = useTranslations("ticket");
  const [text, setText, clear] = useDraft(`${ticket.number}.${mode}`);
  const [wait, setWait] = useState(false);
  const [seen, setSeen] = useState({ id: ticket.id, version: ticket.version, entries: entries.length });
  const empty = text.trim() === "";
  const mayReply = ticket.acts.some(({ act }) => act === "REPLY");
  const mayNote = ticket.acts.some(({ act }) => act === "NOTE");
  const mayWait = ticket.acts.some(({ act }) => act === "WAIT");

  // While nothing is being written, what is on screen is what was seen; from the first word on it stands still.
  useEffect(() => {
    if (empty) setSeen({ id: ticket.id, version: ticket.version, entries: entries.length });
  }, [empty, ticket.id, ticket.version, entries.length]);

  const done = () => {
    clear();
    setWait(false);
    onTyping(false);
    notifications.show({ message: t(mode === "reply" ? "done.REPLY" : "done.NOTE"), color: "petrol", role: "status" });
  };
  const reply = useAct(ReplyActDocument, seen, done);
  const note = useAct(NoteActDocument, seen, done);
  const act = mode === "reply" ? reply : note;
  const sending = act.state.is === "sending";

  const send = () => {
    if (empty || sending) return;
    if (act.state.is === "stale" || act.state.is === "failed") void act.again();
    else if (mode === "reply") void reply.send({ text: text.trim(), ...(wait && mayWait ? { wait: true } : {}) });
    else void note.send({ text: text.trim() });
  };
  const hasten = (event: KeyboardEvent) => {
    if (event.key === "Escape") field.current?.blur();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };

  if (!mayReply && !mayNote) return null;
  const missed = empty ? [] : entries.slice(seen.entries).filter((entry) => !isOfClock(entry));

  return (
    <section className={classes["composer"]} data-mode={mode} aria-label={t(`composer.${mode}`)} onKeyDown={hasten}>
      <div className={classes["modes"]}>
        <SegmentedControl
          size="xs"
          aria-label={t("composer.mode")}
          value={mode}
          onChange={(value) => onMode(value === "note" ? "note" : "reply")}
          data={[
            { value: "reply", label: t("composer.reply"), disabled: !mayReply },
            { value: "note", label: t("composer.note"), disabled: !mayNote },
          ]}
        />
        <span>
          {mode === "reply" ? t("composer.goesTo", { name: ticket.requester.displayName }) : t("composer.staysHere")}
        </span>
      </div>
      <Textarea
        ref={field}
        aria-label={t(`composer.${mode}`)}
        placeholder={t(`composer.${mode}Placeholder`)}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onTyping(event.currentTarget.value.trim() !== "");
          if (act.state.is === "stale" || act.state.is === "refused" || act.state.is === "failed") act.reset();
        }}
        onBlur={() => onTyping(false)}
        autosize
        minRows={3}
        maxRows={14}
      />
      {act.state.is !== "stale" && missed.length > 0 && (
        <ChangedWhileTyping
          entries={missed}
          onRead={() => setSeen({ id: ticket.id, version: ticket.version, entries: entries.length })}
        />
      )}
      <ActProblem state={act.state} onAgain={() => void act.again()} onDismiss={act.reset} />
      <footer>
        {mode === "reply" && mayWait && (
          <Checkbox
            size="xs"
            label={t("composer.wait")}
            checked={wait}
            onChange={(event) => setWait(event.currentTarget.checked)}
          />
        )}
        {act.state.is !== "stale" && (
          <Button
            onClick={send}
            disabled={empty}
            loading={sending}
            color={mode === "note" ? "gray" : undefined}
            variant={mode === "note" ? "default" : "filled"}
            rightSection={<KeyHint keys="mod+enter" />}
          >
            {t(mode === "reply" ? "composer.send" : "composer.keep")}
          </Button>
        )}
      </footer>
    </section>
  );
}
