import { WallPage } from "@/features/wall/wall-page";

export default function Page() {
  return <WallPage />;
}
