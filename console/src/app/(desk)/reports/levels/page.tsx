import { LevelsScreen } from "@/features/report/screens/levels-screen";

export default function Page() {
  return <LevelsScreen />;
}
