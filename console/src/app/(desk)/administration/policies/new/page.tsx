import { NewPolicyPage } from "@/features/service-level-settings/policy-page";

export default function Page() {
  return <NewPolicyPage />;
}
