import { PoliciesPage } from "@/features/service-level-settings/policies-page";

export default function Page() {
  return <PoliciesPage />;
}
