import { QueuePage } from "@/features/queues/queue-page";

export default function Page() {
  return <QueuePage />;
}
