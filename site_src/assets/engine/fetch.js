/** Fetches the engine's files: a file that is not there, or is not what its hash says, fails with a reason. */

import { EngineError } from "./errors.js";

/** The browser's own, whatever the start of the engine puts in its place for a while. */
const plainFetch = self.fetch.bind(self);

/**
 * @param {string} url
 * @param {typeof fetch} [get]
 * @returns {Promise<Response>} one that is ok
 */
export async function mustFetch(url, get = plainFetch) {
  const name = new URL(url).pathname.split("/").pop() ?? url;
  const response = await get(url).catch(() => {
    throw new EngineError("missing", name);
  });
  if (!response.ok) {
    throw new EngineError("missing", `${name}: ${response.status}`);
  }
  return response;
}

/**
 * @param {string} url
 * @param {string} sha256 in hexadecimal
 * @param {typeof fetch} [get]
 * @returns {Promise<Response>} one that has come whole and is what the hash says
 */
export async function mustMatch(url, sha256, get = plainFetch) {
  const bytes = sha256.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  const response = await get(url, { integrity: `sha256-${btoa(bytes.join(""))}` }).catch(() => null);
  if (!response?.ok) {
    await mustFetch(url, get); // is it there at all?
    throw damaged(url);
  }
  return response;
}

/**
 * One whose body may be worked on while it arrives. If it has a hash, the body fails at its very end unless it matches.
 *
 * @param {string} url
 * @param {string | undefined} sha256 in hexadecimal
 * @param {() => void} alive called now and then while something arrives
 * @param {typeof fetch} [get]
 * @param {(error: unknown) => void} [failed] told of what does not match; a reader of the body may not pass it on
 * @returns {Promise<Response>}
 */
export async function fetchChecked(url, sha256, alive, get = plainFetch, failed = () => undefined) {
  if (!sha256 || !self.crypto?.subtle) {
    return heard(await (sha256 ? mustMatch(url, sha256, get) : mustFetch(url, get)), alive);
  }
  const response = heard(await mustFetch(url, get), alive);
  /** @type {Uint8Array[]} */
  const chunks = [];
  const scale = new TransformStream({
    transform(chunk, controller) {
      chunks.push(chunk);
      controller.enqueue(chunk);
    },
    async flush() {
      if (hexadecimal(await crypto.subtle.digest("SHA-256", joined(chunks))) !== sha256) {
        failed(damaged(url));
        throw damaged(url);
      }
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(scale), { status, headers });
}

/**
 * @param {Response} response
 * @param {string} url
 * @returns {Promise<unknown>} what it holds; hosts may send a page of theirs in the place of a file
 */
export async function readJson(response, url) {
  const value = await response.json().catch(() => null);
  if (typeof value !== "object" || value === null) {
    throw damaged(url);
  }
  return value;
}

/** @param {string} url */
function damaged(url) {
  return new EngineError("damaged", url.split("/").pop());
}

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @param {ArrayBuffer} digest */
function hexadecimal(digest) {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The same response, with a sign of life at most twice a second while its body arrives.
 *
 * @param {Response} response
 * @param {() => void} alive
 */
function heard(response, alive) {
  let last = 0;
  const ear = new TransformStream({
    transform(chunk, controller) {
      if (Date.now() - last > 500) {
        last = Date.now();
        alive();
      }
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(ear), { status, headers });
}
