"use client";

import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useMe } from "@/features/session/session";
import { changeAddress } from "./change-address";
import { QueueRail } from "./queue-rail";
import classes from "./queues.module.css";
import { TicketList } from "./ticket-list";
import { useQueueName } from "./use-queue-name";
import { type DeskView, readView, toFilter, writeView } from "./view";

/** The live queues: whose on the left, which in the bar, the tickets themselves below. */
export function QueuePage() {
  const t = useTranslations("queues");
  const params = useSearchParams();
  const me = useMe();
  const [drawer, { open, close }] = useDisclosure(false);
  const hasQueues = me.queues.length > 0;
  const view = useMemo(() => {
    const read = readView(params);
    // Who has no queue of their own looks after the whole desk.
    return read.scope.of === "mine" && !hasQueues ? { ...read, scope: { of: "desk" } as const } : read;
  }, [params, hasQueues]);
  const filter = useMemo(
    () => toFilter(view, { id: me.person.id, queues: me.queues.map((queue) => queue.id) }),
    [view, me.person.id, me.queues],
  );
  const title = useQueueName(view.scope);
  const change = (changed: DeskView) => changeAddress(writeView(changed), "replace");

  return (
    <div className={classes["page"]}>
      <div className={classes["rail"]}>
        <QueueRail view={view} />
      </div>
      <Drawer
        opened={drawer}
        onClose={close}
        title={t("rail.title")}
        size="xs"
        closeButtonProps={{ "aria-label": t("rail.close") }}
      >
        <QueueRail view={view} onChosen={close} />
      </Drawer>
      <section className={classes["desk"]} aria-label={title}>
        <TicketList
          key={view.scope.of === "queue" ? view.scope.id : view.scope.of}
          view={view}
          filter={filter}
          title={title}
          onChange={change}
          onQueues={open}
        />
      </section>
    </div>
  );
}
