import { OwnScreen } from "@/features/report/screens/own-screen";

export default function Page() {
  return <OwnScreen />;
}
