import { TeamPage } from "@/features/administration/team-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TeamPage id={decodeURIComponent(id)} />;
}
