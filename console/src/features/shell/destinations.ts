import type { Permission } from "@guichet/schema";
import {
  IconBook2,
  IconChartBar,
  IconInbox,
  IconMail,
  IconPhoneIncoming,
  IconSettings,
  type TablerIcon,
} from "@tabler/icons-react";

export interface Destination {
  name: "desk" | "call" | "knowledge" | "reports" | "outbox" | "administration";
  address: string;
  icon: TablerIcon;
  /** Any of these opens it. */
  permissions: readonly Permission[];
  /** Other addresses that belong to it. */
  also?: readonly string[];
  key: string;
}

export const destinations: readonly Destination[] = [
  { name: "desk", address: "/desk", icon: IconInbox, permissions: ["TICKETS_READ_DESK"], also: ["/tickets"], key: "d" },
  { name: "call", address: "/call", icon: IconPhoneIncoming, permissions: ["TICKETS_RECORD_FOR_OTHERS"], key: "c" },
  { name: "knowledge", address: "/knowledge", icon: IconBook2, permissions: ["ARTICLES_READ"], key: "b" },
  { name: "reports", address: "/reports", icon: IconChartBar, permissions: ["REPORTS_READ"], key: "g" },
  { name: "outbox", address: "/outbox", icon: IconMail, permissions: ["OUTBOX_READ"], key: "o" },
  {
    name: "administration",
    address: "/administration",
    icon: IconSettings,
    permissions: ["PEOPLE_MANAGE", "TEAMS_MANAGE", "APPLICATIONS_MANAGE", "SERVICE_LEVELS_MANAGE", "TOKENS_MANAGE"],
    key: "a",
  },
];

export function openTo(permissions: readonly Permission[]): Destination[] {
  return destinations.filter((each) => each.permissions.some((permission) => permissions.includes(permission)));
}

export function isAt(destination: Destination, path: string): boolean {
  return [destination.address, ...(destination.also ?? [])].some(
    (address) => path === address || path.startsWith(`${address}/`),
  );
}
