"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useMe } from "@/features/session/session";
import { sectionsOf } from "./sections";

/** Goes to the first section this person may manage. */
export function FirstSection() {
  const router = useRouter();
  const { permissions } = useMe();
  const first = sectionsOf(permissions)[0]?.address;
  useEffect(() => {
    if (first !== undefined) router.replace(first);
  }, [first, router]);
  return null;
}
