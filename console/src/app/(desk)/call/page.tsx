import { CallPage } from "@/features/call/call-page";

export default function Page() {
  return <CallPage />;
}
