// Starts the worker of our own page with the addresses that come with this page's own.
const { worker, ...files } = JSON.parse(new URLSearchParams(location.search).get("files"));
const absolute = (url) => new URL(url, location.href).href;
new Worker(worker, { type: "module" }).postMessage({
  type: "start",
  manifest: absolute(files.manifest),
  survey: absolute(files.survey),
  snapshots: files.snapshots.map(absolute),
});
