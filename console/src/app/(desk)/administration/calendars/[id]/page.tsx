import { CalendarPage } from "@/features/service-level-settings/calendar-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CalendarPage id={decodeURIComponent(id)} />;
}
