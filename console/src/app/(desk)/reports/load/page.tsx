import { LoadScreen } from "@/features/report/screens/load-screen";

export default function Page() {
  return <LoadScreen />;
}
