import { NewPersonPage } from "@/features/administration/person-page";

export default function Page() {
  return <NewPersonPage />;
}
