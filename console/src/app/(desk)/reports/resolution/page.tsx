import { ResolutionScreen } from "@/features/report/screens/resolution-screen";

export default function Page() {
  return <ResolutionScreen />;
}
