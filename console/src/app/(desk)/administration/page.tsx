import { FirstSection } from "@/features/administration/first-section";

export default function Page() {
  return <FirstSection />;
}
