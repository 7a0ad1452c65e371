import { NewTeamPage } from "@/features/administration/team-page";

export default function Page() {
  return <NewTeamPage />;
}
