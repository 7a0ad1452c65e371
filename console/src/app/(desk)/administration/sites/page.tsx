import { SitesPage } from "@/features/administration/sites-page";

export default function Page() {
  return <SitesPage />;
}
