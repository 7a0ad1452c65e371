import { FrozenListPage } from "@/features/report/frozen/frozen-list-page";

export default function Page() {
  return <FrozenListPage />;
}
