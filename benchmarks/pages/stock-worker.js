// The peer: Pyodide as its documentation starts it, then the wheel, then the same first words with the core.
const json = async (url) => (await fetch(url)).json();

addEventListener("message", async ({ data: { wheel, survey, snapshots } }) => {
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await loadPyodide();
  python.unpackArchive(await (await fetch(wheel)).arrayBuffer(), "wheel");
  const answer = python.runPython("from cspi_core.service import Service\nService().answer");
  postMessage({ type: "stage", stage: "survey" });
  const data = { survey: await json(survey), snapshots: await Promise.all(snapshots.map(json)) };
  const loaded = JSON.parse(answer(JSON.stringify({ method: "load", ...data })));
  postMessage({ type: loaded.ok ? "ready" : "failed" });
});
