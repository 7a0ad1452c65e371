"use client";

import { IconTallymarks } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useMe } from "@/features/session/session";
import { useLineDoubt } from "@/features/shell/use-line-doubt";
import { useLineReport } from "@/live/use-line";
import { EmptyState } from "@/ui/empty-state";
import { usePageTitle } from "@/ui/page-title";
import { useNewVersion } from "./use-new-version";
import { useScreenAwake } from "./use-screen-awake";
import { useWall } from "./use-wall";
import classes from "./wall.module.css";
import { figuresOf } from "./wall-figures";
import { WallHead } from "./wall-head";
import { WallLists } from "./wall-lists";
import { WallNumbers } from "./wall-numbers";
import { WallQueues } from "./wall-queues";
import { readWallView } from "./wall-view";

/** A screen in the room: nobody touches it, and it must never be wrong without saying so. */
export function WallPage() {
  const t = useTranslations("wall");
  const { deskName } = useMe();
  const params = useSearchParams();
  const view = useMemo(() => readWallView(params), [params]);
  const wall = useWall(view.queues);
  const { state, notLiveSince } = useLineReport();
  usePageTitle(t("title"));
  useNewVersion();
  useScreenAwake();
  useLineDoubt();
  const isOld = state === "offline" || state === "silent" || state === "refused";

  return (
    <div className={classes["wall"]} data-scheme={view.scheme} data-old={isOld || undefined}>
      <WallHead deskName={deskName} view={view} queues={wall?.queues ?? []} />
      {isOld && <NotLive since={notLiveSince} />}
      <main className={classes["main"]} aria-busy={wall === null}>
        {wall === null ? (
          <p className={classes["opening"]}>{t("opening")}</p>
        ) : wall.queues.length === 0 ? (
          <EmptyState icon={IconTallymarks} title={t("noQueues")} />
        ) : (
          <>
            <WallNumbers figures={figuresOf(wall.queues)} />
            <div className={classes["columns"]}>
              <WallQueues queues={wall.queues} />
              <WallLists oldestWaiting={wall.oldestWaiting} nextBreaches={wall.nextBreaches} />
            </div>
          </>
        )}
      </main>
    </div>
  );
}

function NotLive({ since }: { since: number | null }) {
  const t = useTranslations("wall");
  const locale = useLocale();
  const at =
    since === null
      ? ""
      : new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(new Date(since));
  return (
    <p className={classes["notLive"]} role="alert">
      {t("notLive", { since: at })}
    </p>
  );
}
