import { FrozenPage } from "@/features/report/frozen/frozen-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FrozenPage id={decodeURIComponent(id)} />;
}
