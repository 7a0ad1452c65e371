import { useLocalStorage } from "@mantine/hooks";
import { type AlarmSetting, defaultAlarmSetting } from "./alarms";

/** Kept in this browser: another one may stand where nobody should be disturbed. */
export function useAlarmSetting(): [AlarmSetting, (setting: AlarmSetting) => void] {
  const [setting, keep] = useLocalStorage<AlarmSetting>({
    key: "guichet.target-alarms",
    defaultValue: defaultAlarmSetting,
    getInitialValueInEffect: false,
  });
  return [setting, keep];
}
