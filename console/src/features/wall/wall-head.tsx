"use client";

import type { QueueFactsFragment } from "@guichet/schema";
import { QueuesDocument } from "@guichet/schema";
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowsMaximize, IconMoon, IconSun, IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useQuery } from "urql";
import { changeAddress } from "@/features/queues/change-address";
import { ConnectionState } from "@/live/connection-state";
import { useEachSecond } from "@/ui/clock";
import { FacetFilter } from "@/ui/facet-filter";
import classes from "./wall.module.css";
import { type WallView, writeWallView } from "./wall-view";

interface WallHeadProps {
  deskName: string;
  view: WallView;
  queues: readonly QueueFactsFragment[];
}

/** The desk, the time, whether it is live; and what sets the wall up, out of sight until somebody comes near. */
export function WallHead({ deskName, view, queues }: WallHeadProps) {
  const t = useTranslations("wall");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: QueuesDocument });
  const change = (changed: Partial<WallView>) => changeAddress(writeWallView({ ...view, ...changed }), "replace");
  const isDark = view.scheme === "dark";
  const choices = (data?.queues ?? queues).map(({ id, team, level }) => ({
    value: id,
    label: `${common("level", { rank: level.rank })} ${team.name}`,
  }));
  return (
    <header className={classes["head"]}>
      <h1>{deskName}</h1>
      <div className={classes["settings"]}>
        <FacetFilter
          name={t("queues")}
          choices={choices}
          chosen={view.queues}
          onChange={(chosen) => change({ queues: chosen })}
        />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={isDark ? <IconSun size={15} aria-hidden /> : <IconMoon size={15} aria-hidden />}
          onClick={() => change({ scheme: isDark ? "light" : "dark" })}
        >
          {t(isDark ? "light" : "dark")}
        </Button>
        <ActionIcon
          size="md"
          variant="default"
          aria-label={t("fullScreen")}
          onClick={() => void document.documentElement.requestFullscreen?.()}
        >
          <IconArrowsMaximize size={15} />
        </ActionIcon>
        <ActionIcon size="md" variant="default" component={Link} href="/desk" aria-label={t("leave")}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      <ConnectionState />
      <WallClock />
    </header>
  );
}

function WallClock() {
  const locale = useLocale();
  const minute = useEachSecond((now) => Math.floor(now / 60_000));
  const now = new Date(minute * 60_000);
  return (
    <time className={classes["clock"]} dateTime={now.toISOString()}>
      <span>{new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(now)}</span>
      <b>{new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(now)}</b>
    </time>
  );
}
