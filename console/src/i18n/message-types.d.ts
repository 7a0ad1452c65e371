import type { Language } from "@guichet/schema";
import type call from "../../messages/en/call.json";
import type common from "../../messages/en/common.json";
import type queues from "../../messages/en/queues.json";
import type search from "../../messages/en/search.json";
import type session from "../../messages/en/session.json";
import type shell from "../../messages/en/shell.json";
import type ticket from "../../messages/en/ticket.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: {
      call: typeof call;
      common: typeof common;
      queues: typeof queues;
      search: typeof search;
      session: typeof session;
      shell: typeof shell;
      ticket: typeof ticket;
    };
  }
}
