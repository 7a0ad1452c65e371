import { notFound } from "next/navigation";
import { actOfAddress } from "@/features/tickets/act-of-address";
import { TicketPage } from "@/features/tickets/ticket-page";

interface PageProps {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ act?: string | string[] }>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { number } = await params;
  const { act } = await searchParams;
  if (!/^\d{1,9}$/.test(number)) notFound();
  return <TicketPage key={number} number={Number(number)} firstAct={actOfAddress(act)} />;
}
