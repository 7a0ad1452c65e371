import { ChainPage } from "@/features/administration/chain-page";

export default function Page() {
  return <ChainPage />;
}
