import { ReviewPage } from "@/features/knowledge/review-page";

export default function Page() {
  return <ReviewPage />;
}
