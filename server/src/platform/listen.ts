import type { FastifyInstance } from "fastify";

/** How many ports after the usual one are tried. */
const TRIES = 50;

/** Listens on the port, or where it was not asked for by name and is taken, on the next one that is free. */
export async function listen(
  app: FastifyInstance,
  { host, port, portGiven }: { host: string; port: number; portGiven: boolean },
): Promise<number> {
  for (let candidate = port; ; candidate++) {
    try {
      await app.listen({ host, port: candidate });
      const address = app.server.address();
      return typeof address === "object" && address ? address.port : candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if (portGiven) throw new PortTaken(port);
      if (candidate >= port + TRIES) throw error;
    }
  }
}

export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`);
  }
}
