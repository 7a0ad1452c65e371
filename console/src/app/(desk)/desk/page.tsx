import { QueuePage } from "@/features/queues/queue-page";
import { Access } from "@/features/shell/access";

export default function Page() {
  return (
    <Access to="desk">
      <QueuePage />
    </Access>
  );
}
