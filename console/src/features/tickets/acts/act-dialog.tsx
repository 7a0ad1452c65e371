"use client";

import type { TicketAct } from "@guichet/schema";
import { Button, Modal } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { KeyHint } from "@/ui/key-hint";
import classes from "../tickets.module.css";
import { ActProblem } from "./act-problem";
import type { ActState } from "./use-act";

interface ActDialogProps {
  act: TicketAct;
  /** What the button says when it is more precise than the act's name. */
  submitLabel?: string;
  state: ActState;
  ready: boolean;
  size?: "md" | "lg" | "xl";
  onSubmit(): void;
  onAgain(): void;
  onClose(): void;
  children: ReactNode;
}

/** One act: its fields, what stands in its way, and a button that says what will happen. Ctrl+Enter does it. */
export function ActDialog(props: ActDialogProps) {
  const { act, submitLabel, state, ready, size = "md", onSubmit, onAgain, onClose, children } = props;
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const sending = state.is === "sending";
  const go = () => {
    if (sending) return;
    if (state.is === "stale" || state.is === "failed") onAgain();
    else if (ready) onSubmit();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  const hasten = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    go();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`act.${act}`)}
      size={size}
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      <form onSubmit={submit} onKeyDown={hasten} className={classes["dialog"]}>
        {children}
        <ActProblem state={state} onAgain={onAgain} onDismiss={onClose} />
        <footer>
          <Button variant="default" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          {state.is !== "stale" && (
            <Button type="submit" disabled={!ready} loading={sending} rightSection={<KeyHint keys="mod+enter" />}>
              {submitLabel ?? t(`act.${act}`)}
            </Button>
          )}
        </footer>
      </form>
    </Modal>
  );
}
