import { RecomputationsPage } from "@/features/service-level-settings/recomputations-page";

export default function Page() {
  return <RecomputationsPage />;
}
