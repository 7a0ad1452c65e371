import { NewCalendarPage } from "@/features/service-level-settings/calendar-page";

export default function Page() {
  return <NewCalendarPage />;
}
