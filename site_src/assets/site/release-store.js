/** Where the service worker keeps the files of a release: each under its path and hash, held against its hash first. */

/** @typedef {Record<string, string>} Files path from the top of the site -> SHA-256 in base64 */

const AT_ONCE = 6; // requests
/** What the engine learns from its manifest's header about the host, which has to be kept with it. */
export const MANIFEST = "engine/manifest.json";

/**
 * @param {string} scope address of the top of the site
 * @param {RegExp} lasting matches the paths (with a slash first) whose content never changes
 */
export function createReleaseStore(scope, lasting) {
  const name = `cspi-files ${new URL(scope).pathname}`; // several sites may share an origin

  /** @param {string} path @param {string} hash */
  const key = (path, hash) => new URL(`${path}?${encodeURIComponent(hash)}`, scope).href;

  /**
   * From the browser's own cache where a page has fetched it already.
   *
   * @param {string} path
   * @param {string} hash
   */
  async function fetched(path, hash) {
    const url = new URL(path.replace(/(^|\/)index\.html$/, "$1"), scope).href;
    const get = (/** @type {RequestCache} */ cache) => fetch(url, { cache, integrity: `sha256-${hash}` });
    const response = lasting.test(`/${path}`)
      ? await get("force-cache").catch(() => get("reload"))
      : await get("no-cache");
    const kept = new Headers(response.headers);
    const gone = ["content-length", ...(path === MANIFEST ? [] : ["content-encoding"])];
    gone.forEach((header) => kept.delete(header));
    return new Response(response.body, { headers: kept }); // hosts may redirect, or send 404.html as an error
  }

  return {
    /** Keeps what is not kept yet; fails in the end where a file did not come, or came altered. @param {Files} files */
    async keep(files) {
      const cache = await caches.open(name);
      const there = new Set((await cache.keys()).map(({ url }) => url));
      const missing = Object.entries(files).filter(([path, hash]) => !there.has(key(path, hash)));
      /** @type {unknown[]} */
      const failures = [];
      const next = async () => {
        for (let one = missing.shift(); one; one = missing.shift()) {
          const [path, hash] = one;
          await fetched(path, hash)
            .then((response) => cache.put(key(path, hash), response))
            .catch((error) => failures.push(error));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      if (failures.length) {
        throw failures[0];
      }
    },

    /** @param {Files} files the only ones to stay */
    async keepOnly(files) {
      const wanted = new Set(Object.entries(files).map(([path, hash]) => key(path, hash)));
      const cache = await caches.open(name);
      const old = (await cache.keys()).filter(({ url }) => !wanted.has(url));
      await Promise.all(old.map((request) => cache.delete(request)));
    },

    /**
     * @param {string} path
     * @param {string} [hash] any will do where it is left out
     * @returns {Promise<Response | undefined>} undefined where it is not kept, or may no longer be read
     */
    async find(path, hash) {
      try {
        const address = hash ? key(path, hash) : new URL(path, scope).href;
        return await (await caches.open(name)).match(address, { ignoreSearch: !hash, ignoreVary: true });
      } catch {
        return undefined;
      }
    },
  };
}
