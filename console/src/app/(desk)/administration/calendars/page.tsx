import { CalendarsPage } from "@/features/service-level-settings/calendars-page";

export default function Page() {
  return <CalendarsPage />;
}
