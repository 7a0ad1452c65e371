import { ImportPage } from "@/features/administration/import-page";

export default function Page() {
  return <ImportPage />;
}
