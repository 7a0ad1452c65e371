"use client";

import type { SettingVersionState } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconArchive, IconCheck, IconClock, IconTrashX, type TablerIcon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ShortTime } from "@/ui/relative-time";
import classes from "./version-history.module.css";

const icons: Record<SettingVersionState, TablerIcon> = {
  PAST: IconArchive,
  CURRENT: IconCheck,
  COMING: IconClock,
  WITHDRAWN: IconTrashX,
};

interface Version {
  id: string;
  state: SettingVersionState;
  effectiveFrom: string | null;
  savedAt: string;
  savedBy: { displayName: string } | null;
  withdrawnAt: string | null;
}

interface VersionHistoryProps<V extends Version> {
  versions: readonly V[];
  /** What it says, in a few lines. */
  children(version: V): ReactNode;
  busy: string | null;
  onWithdraw(version: V): void;
  /** Absent where there is nothing to begin from it. */
  onResume?(version: V): void;
}

/** What held when, what will, and what was taken back: nothing of it is ever rewritten. */
export function VersionHistory<V extends Version>(props: VersionHistoryProps<V>) {
  const { versions, children, busy, onWithdraw, onResume } = props;
  const t = useTranslations("service-level-settings");
  return (
    <ol className={classes["versions"]}>
      {versions.map((version) => {
        const { id, state, effectiveFrom, savedAt, savedBy, withdrawnAt } = version;
        const Icon = icons[state];
        return (
          <li key={id} data-state={state}>
            <p className={classes["title"]}>
              <Icon size={15} stroke={2} aria-hidden />
              <strong>{t(`version.${state}`)}</strong>
              <span>
                {effectiveFrom === null ? (
                  t("version.fromStart")
                ) : (
                  <>
                    {t("version.from")} <ShortTime at={effectiveFrom} />
                  </>
                )}
              </span>
            </p>
            <div className={classes["what"]}>{children(version)}</div>
            <p className={classes["who"]}>
              {savedBy === null ? t("version.saved") : t("version.savedBy", { name: savedBy.displayName })}{" "}
              <ShortTime at={savedAt} />
              {withdrawnAt !== null && (
                <>
                  {" · "}
                  {t("version.withdrawn")} <ShortTime at={withdrawnAt} />
                </>
              )}
            </p>
            <p className={classes["acts"]}>
              {state === "COMING" && (
                <Button size="compact-xs" variant="default" loading={busy === id} onClick={() => onWithdraw(version)}>
                  {t("version.withdraw")}
                </Button>
              )}
              {onResume && state !== "CURRENT" && (
                <Button size="compact-xs" variant="default" onClick={() => onResume(version)}>
                  {t("version.resume")}
                </Button>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
