import { ArticlePage } from "@/features/knowledge/article-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ArticlePage id={decodeURIComponent(id)} />;
}
