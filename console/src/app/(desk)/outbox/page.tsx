import { OutboxPage } from "@/features/outbox/outbox-page";

export default function Page() {
  return <OutboxPage />;
}
