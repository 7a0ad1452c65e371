import { ApplicationsScreen } from "@/features/report/screens/applications-screen";

export default function Page() {
  return <ApplicationsScreen />;
}
