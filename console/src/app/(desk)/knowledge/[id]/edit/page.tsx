import { EditArticlePage } from "@/features/knowledge/article-editor";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EditArticlePage id={decodeURIComponent(id)} />;
}
