import { OverviewScreen } from "@/features/report/screens/overview-screen";

export default function Page() {
  return <OverviewScreen />;
}
