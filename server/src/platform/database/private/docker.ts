import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Image, WayClosed } from "./engine.js";
import { commonSettings, type Settings } from "./settings.js";

const run = promisify(execFile);

/** The series that Debian 12 and Ubuntu 24.04 carry too, so that a desk can change from one way to another. */
const series = "10.11";

/** Finds out whether Docker is here and its daemon answers. */
export async function findDocker(): Promise<Image> {
  try {
    await run("docker", ["version", "--format", "{{.Server.Version}}"]);
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    throw new WayClosed(
      code === "ENOENT" ? "docker is not installed" : `docker does not answer: ${(stderr ?? "").trim()}`,
    );
  }
  return { way: "docker", image: `mariadb:${series}`, flavour: "mariadb", version: `${series}.0` };
}

/**
 * Starts the server in a container, its data in our folder, its port on the loopback interface only. The image runs
 * `accounts.sql` when it makes new data; data made another way have the account already.
 */
export async function runContainer(
  { image, flavour }: Image,
  folder: string,
  settings: Settings,
): Promise<{ name: string; port: number }> {
  const name = `guichet-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true });
  // A container of that name that does not run is the leftover of a crash.
  await removeContainer(name);
  const args = [
    ...["run", "--detach", "--name", name, "--publish", "127.0.0.1::3306", "--env", "MARIADB_RANDOM_ROOT_PASSWORD=1"],
    // The data stay ours to remove, and readable where SELinux guards containers.
    ...(process.getuid ? ["--user", `${process.getuid()}:${process.getgid?.()}`] : []),
    ...["--security-opt", "label=disable"],
    ...["--volume", `${data}:/var/lib/mysql`],
    ...["--volume", `${join(folder, "accounts.sql")}:/docker-entrypoint-initdb.d/accounts.sql:ro`],
    image,
    ...commonSettings(flavour, settings),
  ];
  try {
    await run("docker", args);
    const { stdout } = await run("docker", ["port", name, "3306/tcp"]);
    return { name, port: Number(/:(\d+)\s*$/m.exec(stdout)?.[1]) };
  } catch (error) {
    throw new WayClosed(`docker could not run ${image}: ${((error as { stderr?: string }).stderr ?? "").trim()}`);
  }
}

export async function containerRuns(name: string): Promise<boolean> {
  try {
    const { stdout } = await run("docker", ["inspect", "--format", "{{.State.Running}}", name]);
    return stdout.trim() === "true";
  } catch {
    return false;
  }
}

/** What the server in the container wrote, for the error that says why it stopped. */
export async function containerLog(name: string): Promise<string> {
  const { stdout, stderr } = await run("docker", ["logs", "--tail", "50", name]).catch(() => ({
    stdout: "",
    stderr: "",
  }));
  return stdout + stderr;
}

/** A clean stop: Docker sends SIGTERM and waits. */
export async function stopContainer(name: string): Promise<void> {
  await run("docker", ["stop", "--time", "60", name]).catch(() => {});
  await removeContainer(name);
}

/** Ends a container at once, if there is one. */
export async function removeContainer(name: string): Promise<void> {
  await run("docker", ["rm", "--force", name]).catch(() => {});
}
