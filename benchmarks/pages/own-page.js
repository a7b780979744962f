// Starts the worker of our own page with the addresses that come with this page's own, as that page does it.
const { worker, ...files } = JSON.parse(new URLSearchParams(location.search).get("files"));
const absolute = (url) => new URL(url, location.href).href;
const started = new Worker(worker, { type: "module" });
const beside = absolute(files.manifest);
const response = await fetch(beside);
started.postMessage({
  type: "start",
  engine: { manifest: await response.json(), beside, packs: false },
  survey: absolute(files.survey),
  snapshots: files.snapshots.map(absolute),
});
