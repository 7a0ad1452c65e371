import { pino } from "pino";
import { expect, it } from "vitest";
import { readConfig } from "./config/config.js";
import { createWeb } from "./web.js";

async function addressSeen(environment: NodeJS.ProcessEnv): Promise<string> {
  const web = await createWeb(readConfig(environment), pino({ level: "silent" }));
  web.get("/address", (request, reply) => reply.send(request.ip));
  const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.7" };
  return (await web.inject({ url: "/address", headers, remoteAddress: "10.0.0.1" })).body;
}

it("takes a client's address from the proxy before it, not from what the client says of itself", async () => {
  expect(await addressSeen({ GUICHET_TRUST_PROXY: "on" })).toBe("198.51.100.7");
  expect(await addressSeen({})).toBe("10.0.0.1");
});
