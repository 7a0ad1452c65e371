/** Imported first by every command: an old Node is told so in words, before anything that it does not know. */
const wanted = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`Guichet needs Node ${wanted.join(".")} or newer; this is ${process.versions.node}.`);
  console.error("  https://nodejs.org/en/download, or with nvm:  nvm install 20");
  process.exit(1);
}
