import { ApplicationPage } from "@/features/administration/application-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ApplicationPage id={decodeURIComponent(id)} />;
}
