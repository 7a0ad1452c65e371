"use client";

import type { TicketAct } from "@guichet/schema";
import { Tabs } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { neighbours, visitedList } from "@/features/queues/visited-list";
import { TicketServiceLevel } from "@/features/service-levels/ticket-service-level";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { ActBar, actKeys } from "./act-bar";
import { ActHost } from "./acts/act-host";
import type { PageTicket } from "./acts/dialog";
import { FactsPanel } from "./facts-panel";
import { HistoryTab } from "./history/history-tab";
import { Composer, type Mode } from "./thread/composer";
import { Thread } from "./thread/thread";
import { TicketHead } from "./ticket-head";
import classes from "./tickets.module.css";
import { useMyPresence } from "./use-my-presence";
import type { OpenTicket } from "./use-ticket";

interface OpenTicketViewProps {
  open: OpenTicket;
  ticket: PageTicket;
  /** An act asked for by the address: the list's e, r, n and s lead here. */
  firstAct: TicketAct | null;
}

export function OpenTicketView({ open, ticket, firstAct }: OpenTicketViewProps) {
  const t = useTranslations("ticket");
  const router = useRouter();
  const [act, setAct] = useState<TicketAct | null>(null);
  const [tab, setTab] = useState<string | null>("thread");
  const [mode, setMode] = useState<Mode>(ticket.acts.some((each) => each.act === "REPLY") ? "reply" : "note");
  const [typing, setTyping] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useMyPresence(ticket.number, typing ? "TYPING" : "VIEWING");

  const offers = (wanted: TicketAct) => ticket.acts.some((each) => each.act === wanted);
  const begin = (wanted: TicketAct) => {
    if (!offers(wanted)) return;
    if (wanted !== "REPLY" && wanted !== "NOTE") return setAct(wanted);
    setTab("thread");
    setMode(wanted === "REPLY" ? "reply" : "note");
    setTimeout(() => {
      field.current?.focus();
      end.current?.scrollIntoView({ block: "end" });
    });
  };

  const beginFirst = useEffectEvent(() => {
    if (firstAct === null) return;
    begin(firstAct);
    router.replace(`/tickets/${ticket.number}`);
  });
  const ready = open.status === "ready";
  useEffect(() => {
    if (ready) beginFirst();
  }, [ready]);

  const near = neighbours(visitedList().numbers, ticket.number);
  const goTo = (number: number | null) => number !== null && router.push(`/tickets/${number}`);
  const keyed = Object.entries(actKeys) as [TicketAct, string][];
  useShortcuts([
    ...keyed
      .filter(([each]) => offers(each))
      .map(([each, keys]) => ({ keys, label: t(`act.${each}`), group: t("key.group"), run: () => begin(each) })),
    { keys: "j", label: t("key.next"), group: t("key.group"), run: () => goTo(near.next) },
    { keys: "k", label: t("key.previous"), group: t("key.group"), run: () => goTo(near.previous) },
    { keys: "u", label: t("key.back"), group: t("key.group"), run: () => router.push(visitedList().address) },
    {
      keys: "h",
      label: t("key.history"),
      group: t("key.group"),
      run: () => setTab(tab === "history" ? "thread" : "history"),
    },
    {
      keys: "l",
      label: t("key.service-level"),
      group: t("key.group"),
      run: () => setTab(tab === "service-level" ? "thread" : "service-level"),
    },
  ]);
  const closeAct = useCallback(() => setAct(null), []);

  return (
    <div className={classes["page"]}>
      <div className={classes["body"]}>
        <header className={classes["head"]}>
          <TicketHead ticket={ticket} previous={near.previous} next={near.next} />
          <ActBar ticket={ticket} onAct={begin} />
          <Tabs value={tab} onChange={setTab}>
            <Tabs.List className={classes["tabs"] ?? ""}>
              <Tabs.Tab value="thread">{t("tab.thread")}</Tabs.Tab>
              <Tabs.Tab value="history">{t("tab.history")}</Tabs.Tab>
              <Tabs.Tab value="service-level">{t("tab.service-level")}</Tabs.Tab>
            </Tabs.List>
          </Tabs>
        </header>
        <div className={classes["scroll"]} tabIndex={-1}>
          <div className={classes["column"]} data-wide={tab === "service-level" || undefined}>
            {tab === "history" ? (
              <HistoryTab number={ticket.number} position={ticket.position} />
            ) : tab === "service-level" ? (
              <TicketServiceLevel number={ticket.number} position={ticket.position} />
            ) : (
              <>
                <Thread ticket={ticket} />
                <Composer
                  ticket={ticket}
                  entries={open.entries}
                  mode={mode}
                  onMode={setMode}
                  onTyping={setTyping}
                  field={field}
                />
                <div ref={end} />
              </>
            )}
          </div>
        </div>
      </div>
      <div className={classes["facts"]} tabIndex={-1}>
        <FactsPanel ticket={ticket} />
      </div>
      {act !== null && <ActHost key={act} act={act} ticket={ticket} onClose={closeAct} />}
    </div>
  );
}
