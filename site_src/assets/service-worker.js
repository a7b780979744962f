/**
 * The service worker: keeps this release of the site on the device, so that it works without the network.
 *
 * The build puts RELEASE in front of this file: each file with its SHA-256. A new release fetches only what changed,
 * and one that broke off goes on where it was. Until a person asks for it (or no page of the old one is open any
 * more), pages go on with the old one. Answers never come by here: pages put them into no request.
 */

import { createReleaseStore, MANIFEST } from "./site/release-store.js";

/**
 * @typedef {import("./site/release-store.js").Files} Files
 * @typedef {{files: Files, engine: Record<import("./engine/ready.js").Way, Files>, headers: Record<string, string>,
 *   policy: string, lasting: string}} Release `engine`: what is needed besides, by the way in which the engine starts;
 *   `policy`: that of scripts, for the workers that are started from them; `lasting`: a pattern, see the store
 * @typedef {{waitUntil: (work: Promise<unknown>) => void}} Extendable
 * @typedef {Extendable & {request: Request, respondWith: (answer: Promise<Response>) => void}} Fetching
 * @typedef {Extendable & {data: {type: string, way?: string}}} Hearing
 * @typedef {{registration: ServiceWorkerRegistration, skipWaiting: () => Promise<void>,
 *   clients: {claim: () => Promise<void>, matchAll: (options: object) => Promise<unknown[]>},
 *   addEventListener: (type: string, listener: (event: any) => void) => void, RELEASE: Release}} Own
 */

const own = /** @type {Own} */ (/** @type {unknown} */ (self));
const { files, engine, headers, policy } = own.RELEASE;
const { scope } = own.registration;
const lasting = new RegExp(own.RELEASE.lasting);
const store = createReleaseStore(scope, lasting);
/** @type {Files} */
const whole = { ...files, ...engine.packed, ...engine.plain, ...engine.nothing };

own.addEventListener("install", (/** @type {Extendable} */ event) => event.waitUntil(install()));
own.addEventListener("activate", (/** @type {Extendable} */ event) => event.waitUntil(activate()));
own.addEventListener("message", (/** @type {Hearing} */ event) => event.waitUntil(hear(event.data)));
own.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { request } = event;
  const mine = request.method === "GET" && request.url.startsWith(scope) && !request.headers.has("range");
  const answer = mine ? answerTo(request) : null;
  if (answer) {
    event.respondWith(answer);
  }
});

/** Fails where a file does not come at the second try either; the browser begins again at the next visit. */
async function install() {
  await store.keep(files).catch(() => store.keep(files));
  const manifest = await store.find(MANIFEST, files[MANIFEST]);
  const packs = /^(br|zstd)$/.test(manifest?.headers.get("content-encoding") ?? ""); // the engine decides so, too
  await store.keep(engine[packs ? "plain" : "packed"]);
}

async function activate() {
  await tidy(0);
  await own.clients.claim(); // what a page of the first visit asks for from now on is here
}

/** @param {Hearing["data"]} message */
async function hear({ type, way }) {
  if (type === "take over") {
    await own.skipWaiting();
  } else if (type === "tidy") {
    await tidy(1);
  } else if (type === "engine" && (way === "packed" || way === "plain" || way === "nothing")) {
    await store.keep(engine[way]);
  }
}

/**
 * Removes what older releases left, unless a page of theirs may still be open and ask for it.
 *
 * @param {number} most pages that are known to be of this release
 */
async function tidy(most) {
  const open = await own.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length <= most) {
    await store.keepOnly(whole);
  }
}

/**
 * @param {Request} request
 * @returns {Promise<Response> | null} null leaves the request to the browser
 */
function answerTo(request) {
  const path = pathOf(request.url);
  if (Object.hasOwn(whole, path)) {
    return stored(path, whole[path], request);
  }
  if (Object.hasOwn(files, `${path}/index.html`)) {
    const { search } = new URL(request.url);
    return Promise.resolve(Response.redirect(`${scope}${path}/${search}`, 301));
  }
  if (lasting.test(`/${path}`)) {
    return stored(path, undefined, request); // of an older release, for a page of it that is still open
  }
  return request.mode === "navigate" ? fetch(request).catch(() => missing(path)) : null;
}

/** @param {string} url @returns {string} the file's path from the top of the site */
function pathOf(url) {
  const path = new URL(url).pathname.slice(new URL(scope).pathname.length);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/**
 * @param {string} path
 * @param {string | undefined} hash
 * @param {Request} request goes to the network where the file is not kept
 */
async function stored(path, hash, request) {
  const found = await store.find(path, hash);
  return found ? dressed(found, path, 200) : fetch(request);
}

/** @param {string} path of a page that this release does not have, without the network */
async function missing(path) {
  const page = [`${path.split("/")[0]}/404.html`, "404.html"].find((name) => Object.hasOwn(files, name));
  const found = page && (await store.find(page, files[page]));
  return page && found ? dressed(found, page, 404) : Response.error();
}

/**
 * The response with the headers of a good host, whatever the real one sent. (A new one has no address of its own: the
 * browser takes the one that was asked for.)
 *
 * @param {Response} response
 * @param {string} path
 * @param {number} status
 */
function dressed(response, path, status) {
  const all = new Headers(response.headers);
  Object.entries(headers).forEach(([name, value]) => all.set(name, value));
  if (/\.m?js$/.test(path) && all.get("content-security-policy") !== policy) {
    all.append("content-security-policy", policy);
  }
  return new Response(response.body, { status, headers: all });
}
