import { ApplicationsPage } from "@/features/administration/applications-page";

export default function Page() {
  return <ApplicationsPage />;
}
