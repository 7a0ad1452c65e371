import { ServiceLevelsScreen } from "@/features/report/screens/service-levels-screen";

export default function Page() {
  return <ServiceLevelsScreen />;
}
