/** What goes wrong while the engine starts, told as a reason that the page has words for. */

/** @typedef {import("./engine-protocol.js").Reason} Reason */

export class EngineError extends Error {
  /** @param {Reason} reason @param {string} [detail] a file name or a message, shown to the person */
  constructor(reason, detail = "") {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }

  /** @param {unknown} error @returns {{reason: Reason, detail: string}} */
  static explain(error) {
    if (error instanceof EngineError) {
      return { reason: error.reason, detail: error.detail };
    }
    const text = error instanceof Error ? error.message : String(error);
    if (/out of memory|could not allocate|allocation failed/i.test(text)) {
      return { reason: "memory", detail: "" };
    }
    if (/dynamically imported module|importing a module/i.test(text)) {
      return { reason: "missing", detail: text.split("/").pop()?.slice(0, 80) ?? "" };
    }
    return { reason: "other", detail: text.trim().split("\n").pop()?.slice(0, 200) ?? "" };
  }
}

/** Whether WebAssembly is there but may not be compiled, as under a policy without 'wasm-unsafe-eval'. */
export function refusesWasm() {
  try {
    return !new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return true;
  }
}

/** @param {string} sha256 in hexadecimal @returns {string} as fetch() takes it */
export function hashForIntegrity(sha256) {
  const bytes = sha256.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  return `sha256-${btoa(bytes.join(""))}`;
}

/**
 * @param {string} url
 * @param {typeof fetch} [get]
 * @returns {Promise<Response>} one that is ok
 */
export async function mustFetch(url, get = fetch) {
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
 * Watches what the runtime does by itself below `index`, until it is stopped. `failure` never resolves; it rejects with
 * the first failure, which the runtime may not pass on.
 *
 * @param {string} index
 * @param {() => void} alive called now and then while something arrives
 * @returns {{failure: Promise<never>, stop: () => void}}
 */
export function watchFailures(index, alive) {
  const { fetch: plainFetch } = self;
  const { instantiate, instantiateStreaming } = WebAssembly;
  const ending = new AbortController();
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => {
    const get = plainFetch.bind(self);
    self.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith(index)) {
        return get(input, init);
      }
      return heard(await rejecting(mustFetch, reject)(url, get), alive);
    };
    const unhandled = (/** @type {PromiseRejectionEvent} */ event) => {
      event.preventDefault();
      reject(event.reason);
    };
    self.addEventListener("unhandledrejection", unhandled, { signal: ending.signal });
    WebAssembly.instantiate = rejecting(instantiate, reject);
    WebAssembly.instantiateStreaming = rejecting(instantiateStreaming, reject);
  });
  const stop = () => {
    ending.abort();
    self.fetch = plainFetch;
    Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  };
  return { failure, stop };
}

/**
 * @template {(...given: any[]) => Promise<any>} F
 * @param {F} action
 * @param {(error: unknown) => void} reject called with what makes the action fail, too
 * @returns {F}
 */
function rejecting(action, reject) {
  const wrapped = async (/** @type {any[]} */ ...given) => {
    try {
      return await action(...given);
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  return /** @type {F} */ (wrapped);
}

/**
 * The same response, with a sign of life at most twice a second while its body arrives.
 *
 * @param {Response} response
 * @param {() => void} alive
 */
export function heard(response, alive) {
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
