import { BacklogScreen } from "@/features/report/screens/backlog-screen";

export default function Page() {
  return <BacklogScreen />;
}
