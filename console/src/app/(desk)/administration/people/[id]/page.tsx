import { PersonPage } from "@/features/administration/person-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PersonPage id={decodeURIComponent(id)} />;
}
