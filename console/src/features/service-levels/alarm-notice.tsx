"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";
import { deskNow } from "@/ui/clock";
import classes from "./alarm-notice.module.css";
import { useAlarmSetting } from "./alarm-setting";
import { type Alarm, grouped, isTold } from "./alarms";
import { Countdown } from "./countdown";

/** Alarms that come together are told together: a policy's warnings fall in bursts. */
const gatherFor = 1500;
const shownFor = 15_000;
const listed = 3;
const hour = 3_600_000;
const id = "target-alarms";

/** Tells of targets in one's own queues that come near or pass their due: one notice, which grows while it is open. */
export function useAlarmNotice(): (alarm: Alarm) => void {
  const t = useTranslations("service-levels");
  const common = useTranslations("common");
  const [setting, keep] = useAlarmSetting();
  const open = useRef<readonly Alarm[]>([]);
  const coming = useRef<Alarm[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const mute = () => {
    keep({ on: true, mutedUntil: deskNow() + hour });
    notifications.hide(id);
  };
  const show = () => {
    timer.current = undefined;
    const isOpen = open.current.length > 0;
    open.current = grouped([...open.current, ...coming.current]);
    coming.current = [];
    const notice = {
      id,
      title: t("alarm.title", { count: open.current.length }),
      message: <AlarmList alarms={open.current} onMute={mute} />,
      autoClose: shownFor,
      color: open.current.some(({ state }) => state === "MISSED") ? "red" : "orange",
      role: "status",
      closeButtonProps: { "aria-label": common("action.close") },
      onClose: () => {
        open.current = [];
      },
    };
    if (isOpen) notifications.update(notice);
    else notifications.show(notice);
  };
  const latest = useRef(show);
  latest.current = show;
  const told = useRef(setting);
  told.current = setting;

  return useCallback((alarm) => {
    if (!isTold(told.current, deskNow())) return;
    coming.current.push(alarm);
    timer.current ??= setTimeout(() => latest.current(), gatherFor);
  }, []);
}

function AlarmList({ alarms, onMute }: { alarms: readonly Alarm[]; onMute(): void }) {
  const t = useTranslations("service-levels");
  const more = alarms.length - listed;
  return (
    <div className={classes["list"]}>
      <ul>
        {alarms.slice(0, listed).map(({ number, subject, target, state, dueAt }) => (
          <li key={`${number} ${target}`}>
            <Link href={`/tickets/${number}`}>
              {number} {subject}
            </Link>
            <span>
              {t(`alarm.${state}`, { target: t(`target.${target}`) })}
              {state === "IMMINENT" && dueAt !== null && (
                <>
                  {" "}
                  <Countdown to={dueAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p>
        {more > 0 && (
          <Link href="/desk?service-level=MISSED%2CIMMINENT&sort=next_breach-asc">
            {t("alarm.more", { count: more })}
          </Link>
        )}
        <Button size="compact-xs" variant="default" onClick={onMute}>
          {t("alarm.mute")}
        </Button>
      </p>
    </div>
  );
}
