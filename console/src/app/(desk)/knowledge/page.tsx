import { LibraryPage } from "@/features/knowledge/library-page";

export default function Page() {
  return <LibraryPage />;
}
