import { CallPage } from "@/features/call/call-page";
import { Access } from "@/features/shell/access";

export default function Page() {
  return (
    <Access to="call">
      <CallPage />
    </Access>
  );
}
