import "reflect-metadata";

/** `npm run bench -- NAME [options]`: runs one benchmark; its last line is `NAME key=value ...`. */
const BENCHMARKS: Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>> = {
  "queue-page": () => import("./queue-page.js"),
  growth: () => import("./growth.js"),
  create: () => import("./create.js"),
  fanout: () => import("./fanout.js"),
  crowd: () => import("./crowd.js"),
  live: () => import("./live.js"),
  breaches: () => import("./breaches.js"),
  import: () => import("./import.js"),
  metrics: () => import("./metrics.js"),
  ledger: () => import("./ledger.js"),
};

const [name, ...args] = process.argv.slice(2);
const benchmark = name === undefined ? undefined : BENCHMARKS[name];
if (!benchmark) {
  console.error(`Which benchmark? ${Object.keys(BENCHMARKS).join(", ")}`);
  process.exit(1);
}
const { run } = await benchmark();
await run(args);
