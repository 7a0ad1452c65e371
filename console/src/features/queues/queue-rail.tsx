"use client";

import { type QueueFactsFragment, QueuesDocument } from "@guichet/schema";
import { useLocalStorage } from "@mantine/hooks";
import { IconBuilding, IconChevronRight, IconDeviceTv, IconStack2, IconUserCheck } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { useQuery } from "urql";
import { BreachCounts } from "@/features/service-levels/breach-counts";
import { useMe } from "@/features/session/session";
import { changeAddress, isPlainClick } from "./change-address";
import classes from "./rail.module.css";
import { type DeskView, type Scope, writeView } from "./view";

interface QueueRailProps {
  view: DeskView;
  onChosen?(): void;
}

function sum(queues: readonly QueueFactsFragment[], of: "total" | "unassigned" | "imminent" | "missed"): number {
  return queues.reduce((total, queue) => total + queue.counts[of], 0);
}

/** One's own queues first, then those of the other teams; each with how much is in it now. */
export function QueueRail({ view, onChosen }: QueueRailProps) {
  const t = useTranslations("queues");
  const me = useMe();
  const [{ data }] = useQuery({ query: QueuesDocument });
  const [open, setOpen] = useLocalStorage({ key: "guichet.other-queues", defaultValue: true });
  const others = (data?.queues ?? []).filter((queue) => !me.queues.some((mine) => mine.id === queue.id));
  const levels = new Map(others.map(({ level }) => [level.rank, level.name]));
  const to = (scope: Scope) => writeView({ ...view, scope });
  const at = (scope: Scope) => JSON.stringify(scope) === JSON.stringify(view.scope);

  const line = (queue: QueueFactsFragment, withLevel: boolean) => (
    <RailLink
      key={queue.id}
      href={to({ of: "queue", id: queue.id })}
      current={at({ of: "queue", id: queue.id })}
      name={queue.team.name}
      {...(withLevel ? { level: queue.level.rank } : {})}
      total={queue.counts.total}
      unassigned={queue.counts.new + queue.counts.open}
      imminent={queue.counts.imminent}
      missed={queue.counts.missed}
      {...(onChosen ? { onChosen } : {})}
    />
  );

  return (
    <nav aria-label={t("rail.title")} className={classes["rail"]}>
      <ul>
        {me.queues.length > 0 && (
          <RailLink
            href={to({ of: "mine" })}
            current={at({ of: "mine" })}
            name={t("scope.mine")}
            icon={<IconStack2 size={16} stroke={1.8} aria-hidden />}
            total={sum(me.queues, "total")}
            unassigned={me.queues.reduce((total, { counts }) => total + counts.new + counts.open, 0)}
            imminent={sum(me.queues, "imminent")}
            missed={sum(me.queues, "missed")}
            {...(onChosen ? { onChosen } : {})}
          />
        )}
        <RailLink
          href={to({ of: "assigned" })}
          current={at({ of: "assigned" })}
          name={t("scope.assigned")}
          icon={<IconUserCheck size={16} stroke={1.8} aria-hidden />}
          {...(onChosen ? { onChosen } : {})}
        />
        {others.length > 0 && (
          <RailLink
            href={to({ of: "desk" })}
            current={at({ of: "desk" })}
            name={t("scope.desk")}
            icon={<IconBuilding size={16} stroke={1.8} aria-hidden />}
            total={sum(data?.queues ?? [], "total")}
            {...(onChosen ? { onChosen } : {})}
          />
        )}
      </ul>
      {me.queues.length > 0 && (
        <>
          <h2>{t("rail.mine")}</h2>
          <ul>{me.queues.map((queue) => line(queue, true))}</ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h2>
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              <IconChevronRight size={13} aria-hidden />
              {t("rail.others")}
            </button>
          </h2>
          {open &&
            [...levels]
              .sort(([a], [b]) => a - b)
              .map(([rank, level]) => (
                <section key={rank} aria-label={level}>
                  <h3>{level}</h3>
                  <ul>{others.filter((queue) => queue.level.rank === rank).map((queue) => line(queue, false))}</ul>
                </section>
              ))}
        </>
      )}
      <p className={classes["wall"]}>
        <Link href="/wall" prefetch={false}>
          <IconDeviceTv size={16} stroke={1.8} aria-hidden />
          {t("rail.wall")}
        </Link>
      </p>
    </nav>
  );
}

interface RailLinkProps {
  href: string;
  current: boolean;
  name: string;
  level?: number;
  icon?: ReactNode;
  total?: number;
  /** New or to do: tickets that nobody has in hand. */
  unassigned?: number;
  imminent?: number;
  missed?: number;
  onChosen?(): void;
}

function RailLink(props: RailLinkProps) {
  const { href, current, name, level, icon, total, unassigned = 0, imminent = 0, missed = 0, onChosen } = props;
  const t = useTranslations("queues");
  const common = useTranslations("common");
  const choose = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    changeAddress(href, "push");
    onChosen?.();
  };
  return (
    <li>
      <Link href={href} aria-current={current ? "true" : undefined} onClick={choose} prefetch={false}>
        {icon}
        {level !== undefined && <span className={classes["level"]}>{common("level", { rank: level })}</span>}
        <span className={classes["name"]} title={name}>
          {name}
        </span>
        <span className={classes["counts"]}>
          <BreachCounts imminent={imminent} missed={missed} />
          {unassigned > 0 && (
            <span className={classes["waiting"]} title={t("rail.toDo", { count: unassigned })}>
              <span aria-hidden>{unassigned}</span>
              <span className="g-hidden">{t("rail.toDo", { count: unassigned })}</span>
            </span>
          )}
          {total !== undefined && (
            <span className={classes["total"]} title={t("rail.open", { count: total })}>
              <span aria-hidden>{total}</span>
              <span className="g-hidden">{t("rail.open", { count: total })}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
