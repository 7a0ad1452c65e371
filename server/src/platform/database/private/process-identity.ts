import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number: its pid and when it started. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

/** The identity of a running process, or undefined when there is none; a zombie counts as none, it holds nothing any more. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = process.platform === "linux" ? startTimeOnLinux(pid) : startTimeByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** This process. */
export function ourselves(): ProcessIdentity {
  return identify(process.pid) ?? { pid: process.pid, started: "unknown" };
}

/** Whether that very process still runs. */
export function isRunning(one: ProcessIdentity): boolean {
  return identify(one.pid)?.started === one.started;
}

function startTimeOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command, in brackets, may hold spaces and brackets itself: read on from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${bootId()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

let knownBootId: string | undefined;

/** Start times count from the boot, so that they mean something only together with it. */
function bootId(): string {
  knownBootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return knownBootId;
}

function startTimeByPs(pid: number): string | undefined {
  const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8", env: { LC_ALL: "C" } });
  const [state = "", ...started] = (ps.stdout ?? "").trim().split(/\s+/);
  return started.length === 0 || state.startsWith("Z") ? undefined : started.join(" ");
}
