import { TeamsPage } from "@/features/administration/teams-page";

export default function Page() {
  return <TeamsPage />;
}
