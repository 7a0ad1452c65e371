import { NewArticlePage } from "@/features/knowledge/article-editor";

export default function Page() {
  return <NewArticlePage />;
}
