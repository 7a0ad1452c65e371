import { DeskPage } from "@/features/administration/desk-page";

export default function Page() {
  return <DeskPage />;
}
