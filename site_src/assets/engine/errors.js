/** What goes wrong while the engine starts, told as a reason that the page has words for. */

/** @typedef {import("./protocol.js").Reason} Reason */

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
