import { Permission } from "./permission.js";

const {
  TICKETS_READ_OWN,
  TICKETS_READ_DESK,
  TICKETS_RECORD,
  TICKETS_RECORD_FOR_OTHERS,
  TICKETS_ACT,
  TICKETS_ASSIGN,
  ARTICLES_READ,
  ARTICLES_EDIT,
  ARTICLES_REVIEW,
  REPORTS_READ,
  OUTBOX_READ,
  PEOPLE_READ,
  PEOPLE_MANAGE,
  TEAMS_MANAGE,
  APPLICATIONS_MANAGE,
  TOKENS_MANAGE,
  REPORTS_FREEZE,
  DESK_MANAGE,
  SERVICE_LEVELS_MANAGE,
} = Permission;

const requester = [TICKETS_READ_OWN, TICKETS_RECORD];
const technician = [
  ...requester,
  TICKETS_READ_DESK,
  TICKETS_RECORD_FOR_OTHERS,
  TICKETS_ACT,
  ARTICLES_READ,
  ARTICLES_EDIT,
  PEOPLE_READ,
];

/**
 * What each role may do; a person has the union of their roles. An administrator arranges the desk and, as such, reads
 * no ticket: who also works on tickets has a second role.
 */
export const PERMISSIONS_OF_ROLE = {
  REQUESTER: requester,
  TECHNICIAN: technician,
  SUPERVISOR: [...technician, TICKETS_ASSIGN, ARTICLES_REVIEW, OUTBOX_READ, REPORTS_READ],
  MANAGER: [
    ...requester,
    TICKETS_READ_DESK,
    REPORTS_READ,
    REPORTS_FREEZE,
    ARTICLES_READ,
    PEOPLE_READ,
    APPLICATIONS_MANAGE,
    SERVICE_LEVELS_MANAGE,
  ],
  ADMIN: [
    ...requester,
    PEOPLE_READ,
    PEOPLE_MANAGE,
    TEAMS_MANAGE,
    APPLICATIONS_MANAGE,
    TOKENS_MANAGE,
    OUTBOX_READ,
    DESK_MANAGE,
    SERVICE_LEVELS_MANAGE,
  ],
} as const satisfies Record<string, readonly Permission[]>;

/** What a program's token may be given, and what each scope lets it do. */
export const PERMISSIONS_OF_SCOPE = {
  "tickets:read": [TICKETS_READ_DESK],
  "tickets:record": [TICKETS_RECORD, TICKETS_RECORD_FOR_OTHERS],
  "tickets:write": [TICKETS_RECORD, TICKETS_RECORD_FOR_OTHERS, TICKETS_ACT, TICKETS_READ_DESK],
  "articles:read": [ARTICLES_READ],
  "articles:write": [ARTICLES_READ, ARTICLES_EDIT],
  "reports:read": [REPORTS_READ],
  "people:read": [PEOPLE_READ],
  "outbox:read": [OUTBOX_READ],
} as const satisfies Record<string, readonly Permission[]>;

export type Scope = keyof typeof PERMISSIONS_OF_SCOPE;

export function isScope(text: string): text is Scope {
  return Object.hasOwn(PERMISSIONS_OF_SCOPE, text);
}
