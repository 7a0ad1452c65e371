import type { Permission } from "@guichet/schema";
import {
  IconAdjustments,
  IconApps,
  IconCalendarTime,
  IconHistory,
  IconKey,
  IconMapPin,
  IconRoute,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
  type TablerIcon,
} from "@tabler/icons-react";

export interface Section {
  name:
    | "people"
    | "teams"
    | "sites"
    | "applications"
    | "chain"
    | "policies"
    | "calendars"
    | "recomputations"
    | "tokens"
    | "desk";
  address: string;
  icon: TablerIcon;
  permission: Permission;
}

export const sections: readonly Section[] = [
  { name: "people", address: "/administration/people", icon: IconUsers, permission: "PEOPLE_MANAGE" },
  { name: "teams", address: "/administration/teams", icon: IconUsersGroup, permission: "TEAMS_MANAGE" },
  { name: "sites", address: "/administration/sites", icon: IconMapPin, permission: "TEAMS_MANAGE" },
  { name: "applications", address: "/administration/applications", icon: IconApps, permission: "APPLICATIONS_MANAGE" },
  { name: "chain", address: "/administration/chain", icon: IconRoute, permission: "APPLICATIONS_MANAGE" },
  {
    name: "policies",
    address: "/administration/policies",
    icon: IconTargetArrow,
    permission: "SERVICE_LEVELS_MANAGE",
  },
  {
    name: "calendars",
    address: "/administration/calendars",
    icon: IconCalendarTime,
    permission: "SERVICE_LEVELS_MANAGE",
  },
  {
    name: "recomputations",
    address: "/administration/recomputations",
    icon: IconHistory,
    permission: "SERVICE_LEVELS_MANAGE",
  },
  { name: "tokens", address: "/administration/tokens", icon: IconKey, permission: "TOKENS_MANAGE" },
  { name: "desk", address: "/administration/desk", icon: IconAdjustments, permission: "DESK_MANAGE" },
];

export function sectionsOf(permissions: readonly Permission[]): Section[] {
  return sections.filter(({ permission }) => permissions.includes(permission));
}
