import type { TargetAlarmState, TargetKind } from "@guichet/schema";

/** One target of one ticket has come near its due, or passed it. */
export interface Alarm {
  number: number;
  subject: string;
  target: TargetKind;
  state: TargetAlarmState;
  dueAt: string | null;
}

/** What is worth saying of several alarms: each target once, as it stands last; the missed first, then the soonest due. */
export function grouped(alarms: readonly Alarm[]): Alarm[] {
  const last = new Map(alarms.map((alarm) => [`${alarm.number} ${alarm.target}`, alarm]));
  return [...last.values()].sort(
    (a, b) => Number(b.state === "MISSED") - Number(a.state === "MISSED") || (dueOf(a) < dueOf(b) ? -1 : 1),
  );
}

function dueOf({ dueAt }: Alarm): string {
  return dueAt ?? "9999";
}

/** Whether alarms are to be told: switched off altogether, or for a while. */
export interface AlarmSetting {
  on: boolean;
  mutedUntil: number;
}

export const defaultAlarmSetting: AlarmSetting = { on: true, mutedUntil: 0 };

export function isTold({ on, mutedUntil }: AlarmSetting, now: number): boolean {
  return on && now >= mutedUntil;
}
