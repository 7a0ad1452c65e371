import { InitialSchema1795000000000 } from "./migrations/1795000000000-initial-schema.js";
import { TimerAttempts1795000007000 } from "./migrations/1795000007000-timer-attempts.js";
import { Accounts1795000100000 } from "./migrations/1795000100000-accounts.js";
import { FindPeople1795000200000 } from "./migrations/1795000200000-find-people.js";

/** In the order they run; never edited once landed. */
export const migrations = [
  InitialSchema1795000000000,
  TimerAttempts1795000007000,
  Accounts1795000100000,
  FindPeople1795000200000,
];
