// The peer's page: starts its worker as soon as it can, with the addresses that come with the page's own.
const worker = new Worker("stock-worker.js", { type: "module" });
worker.postMessage(JSON.parse(new URLSearchParams(location.search).get("files")));
