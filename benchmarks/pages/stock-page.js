// The peer's page: starts its worker as soon as it can.
const worker = new Worker("stock-worker.js", { type: "module" });
worker.postMessage(new URLSearchParams(location.search).get("wheel"));
