import type { Language, PersonFactsFragment, PersonInput, Role, TechnicianKind } from "@guichet/schema";

export interface MembershipValues {
  team: string;
  levels: number[];
}

/** A person as they stand in a form: texts, never null. */
export interface PersonValues {
  displayName: string;
  email: string;
  phone: string;
  site: string | null;
  language: Language;
  roles: Role[];
  technicianKind: TechnicianKind | null;
  memberships: MembershipValues[];
  login: string;
  password: string;
  active: boolean;
}

export const personFields = [
  "displayName",
  "email",
  "phone",
  "site",
  "language",
  "roles",
  "technicianKind",
  "memberships",
  "login",
  "password",
  "active",
] as const satisfies readonly (keyof PersonValues)[];

export function blankPerson(language: Language): PersonValues {
  return {
    displayName: "",
    email: "",
    phone: "",
    site: null,
    language,
    roles: ["REQUESTER"],
    technicianKind: null,
    memberships: [],
    login: "",
    password: "",
    active: true,
  };
}

export function valuesOf(person: PersonFactsFragment): PersonValues {
  const { displayName, email, phone, site, language, roles, technicianKind, memberships, login, active } = person;
  return {
    displayName,
    email: email ?? "",
    phone: phone ?? "",
    site: site?.id ?? null,
    language,
    roles: [...roles],
    technicianKind,
    memberships: memberships.map(({ team, levels }) => ({ team: team.id, levels: [...levels] })),
    login: login ?? "",
    password: "",
    active,
  };
}

const textOrNothing = (text: string) => (text.trim() === "" ? null : text.trim());

/** A login or a password left empty stays as it is. */
export function inputOf({ login, password, email, phone, memberships, ...values }: PersonValues): PersonInput {
  const isTechnician = values.roles.includes("TECHNICIAN") || values.roles.includes("SUPERVISOR");
  return {
    ...values,
    technicianKind: isTechnician ? values.technicianKind : null,
    email: textOrNothing(email),
    phone: textOrNothing(phone),
    memberships: memberships.map(({ team, levels }) => ({ team, levels })),
    ...(login.trim() === "" ? {} : { login: login.trim() }),
    ...(password === "" ? {} : { password }),
  };
}
