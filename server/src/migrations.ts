import { InitialSchema1795000000000 } from "./migrations/1795000000000-initial-schema.js";

/** In the order they run; never edited once landed. */
export const migrations = [InitialSchema1795000000000];
