import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Beside, libraryPathOf, unpackPackages } from "./apt-packages.js";
import { type Program, WayClosed } from "./engine.js";
import { inspect, shareFolderBeside } from "./machine.js";

const packages = ["mariadb-server-core", "mariadb-client-core", "mariadb-common"];

/** Unpacks MariaDB from the Debian packages of this machine's release into a folder of ours. */
export async function unpackFromApt(
  packagesFolder: string,
  log: (line: string) => void,
  beside?: Beside,
): Promise<Program> {
  if (!existsSync("/usr/bin/apt-get") || !existsSync("/usr/bin/dpkg")) throw new WayClosed("there is no apt here");
  let root: string;
  try {
    root = await unpackPackages({ packages, folder: join(packagesFolder, "mariadb"), beside, log });
  } catch (error) {
    throw new WayClosed(`apt could not get MariaDB: ${(error as Error).message}`, { cause: error });
  }
  const path = join(root, "usr/sbin/mariadbd");
  const unpacked = { libraryPath: libraryPathOf(root), baseFolder: join(root, "usr") };
  return inspect({ way: "apt", path, shareFolder: shareFolderBeside(path), unpacked });
}
