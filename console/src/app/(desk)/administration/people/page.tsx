import { PeoplePage } from "@/features/administration/people-page";

export default function Page() {
  return <PeoplePage />;
}
