import { describe, expect, it } from "vitest";
import { isOwnOrigin } from "./origin.js";
import { SessionCookies } from "./session-cookie.js";

describe("a request's origin", () => {
  const host = "desk.example:3000";

  it("is the desk's own when scheme and host are those it is reached by", () => {
    expect(isOwnOrigin({ host, origin: "http://desk.example:3000" }, null)).toBe(true);
    expect(isOwnOrigin({ host: "10.0.0.7:3000", origin: "https://desk.example" }, "https://desk.example")).toBe(true);
  });

  it("is foreign when another site's page sends it, whatever its address looks like", () => {
    for (const origin of [
      "https://evil.example",
      "http://desk.example:3001",
      "http://desk.example:3000.evil.example",
      "null",
      "",
    ]) {
      expect({ origin, own: isOwnOrigin({ host, origin }, null) }).toEqual({ origin, own: false });
    }
    expect(isOwnOrigin({ host, origin: "http://desk.example" }, "https://desk.example")).toBe(false);
  });

  it("is not asked of what is no page: it sends none", () => {
    expect(isOwnOrigin({ host }, null)).toBe(true);
  });
});

describe("the session's cookie", () => {
  it("is found among others", () => {
    const cookies = new SessionCookies(false);
    expect(cookies.read("theme=dark; guichet=abc; other=x")).toBe("abc");
    expect(cookies.read("xguichet=abc")).toBeNull();
    expect(cookies.read("guichet=")).toBeNull();
    expect(cookies.read(undefined)).toBeNull();
  });

  it("is bound to this host where the desk is reached by https", () => {
    const cookies = new SessionCookies(true);
    expect(cookies.read("guichet=abc")).toBeNull();
    expect(cookies.read("__Host-guichet=abc")).toBe("abc");
  });
});
