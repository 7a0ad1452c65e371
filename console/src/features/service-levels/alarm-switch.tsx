"use client";

import { Switch } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useNow } from "@/ui/clock";
import { useAlarmSetting } from "./alarm-setting";
import { isTold } from "./alarms";

/** Whether this browser tells of targets near their due; a mute for a while shows, and ends by switching on again. */
export function AlarmSwitch() {
  const t = useTranslations("service-levels");
  const format = useFormatter();
  const now = useNow();
  const [setting, keep] = useAlarmSetting();
  const muted = setting.on && !isTold(setting, now);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const until = format.dateTime(setting.mutedUntil, { hour: "2-digit", minute: "2-digit", timeZone: zone });
  return (
    <Switch
      size="xs"
      label={t("alarm.switch")}
      description={muted ? t("alarm.mutedUntil", { until }) : undefined}
      checked={isTold(setting, now)}
      onChange={(event) => keep({ on: event.currentTarget.checked, mutedUntil: 0 })}
    />
  );
}
