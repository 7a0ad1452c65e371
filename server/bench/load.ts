import { Agent, request } from "node:http";

export interface Load {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** The body of the i-th request; absent: a GET. */
  body?: (i: number) => string;
  requests: number;
  concurrency: number;
}

export interface LoadResult {
  /** Milliseconds, in the order in which the answers came. */
  latencies: number[];
  seconds: number;
  /** The last answer. */
  sample: string;
}

/** Sends requests from so many clients, each waiting for its answer before it sends the next. */
export async function load({ port, path, headers, body, requests, concurrency }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  let sent = 0;
  let sample = "";
  const started = performance.now();
  const client = async () => {
    while (sent < requests) {
      const i = sent++;
      const from = performance.now();
      sample = await send(agent, { port, path, headers, body: body?.(i) });
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  agent.destroy();
  return { latencies, seconds: (performance.now() - started) / 1000, sample };
}

interface Sent {
  port: number;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

function send(agent: Agent, { port, path, headers, body }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, host: "127.0.0.1", port, path, method: body === undefined ? "GET" : "POST", headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (incoming.statusCode === 200) resolve(text);
          else reject(new Error(`${incoming.statusCode}: ${text.slice(0, 500)}`));
        });
        incoming.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The value at rank ceil(p * n) of the sorted values. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
