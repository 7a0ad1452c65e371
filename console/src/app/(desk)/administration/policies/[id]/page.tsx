import { PolicyPage } from "@/features/service-level-settings/policy-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PolicyPage id={decodeURIComponent(id)} />;
}
