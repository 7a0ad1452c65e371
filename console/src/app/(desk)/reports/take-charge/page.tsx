import { TakeChargeScreen } from "@/features/report/screens/take-charge-screen";

export default function Page() {
  return <TakeChargeScreen />;
}
