/**
 * The `packages` of a package-lock.json.
 *
 * @typedef {Record<string, {
 *   version?: string, integrity?: string, optional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[],
 * }>} Tree
 */

/**
 * Whether what is installed is what the lock file asks for on this machine.
 *
 * @param {Tree} wanted from package-lock.json
 * @param {Tree} installed from node_modules/.package-lock.json
 * @param {{ platform: string, arch: string }} machine
 * @returns {string | undefined} the first path that differs; undefined when none does
 */
export function treeDiffers(wanted, installed, machine) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (!isInstalled(path)) continue;
    const found = installed[path];
    if (found === undefined ? mustExist(entry, machine) : !same(entry, found)) return path;
  }
  // The lock file may come from where the registry lacked this machine's optional package.
  return Object.keys(installed).find(
    (path) => isInstalled(path) && wanted[path] === undefined && installed[path]?.optional !== true,
  );
}

/** The rest are the workspaces themselves. @param {string} path */
const isInstalled = (path) => path.includes('node_modules/');

/** @param {Tree[string]} a @param {Tree[string]} b */
const same = (a, b) => a.version === b.version && a.integrity === b.integrity;

/**
 * An optional package may be absent unless it names this very machine: then its download failed.
 *
 * @param {Tree[string]} entry
 * @param {{ platform: string, arch: string }} machine
 */
function mustExist(entry, machine) {
  if (entry.optional !== true) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return [entry.os].flat().includes(machine.platform) && [entry.cpu].flat().includes(machine.arch);
}
