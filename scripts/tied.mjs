import { isMainThread } from "node:worker_threads";

/** Loaded into a program that runs in our foreground: when its starter is killed, it stops as if asked to. */
if (isMainThread && process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  // The channel alone is no reason to stay.
  process.channel.unref();
}
