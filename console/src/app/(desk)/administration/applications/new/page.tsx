import { NewApplicationPage } from "@/features/administration/application-page";

export default function Page() {
  return <NewApplicationPage />;
}
