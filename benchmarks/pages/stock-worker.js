// The peer: Pyodide as its documentation starts it, then the wheel, then the same first words with the core.
addEventListener("message", async ({ data: wheel }) => {
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await loadPyodide();
  python.unpackArchive(await (await fetch(wheel)).arrayBuffer(), "wheel");
  const answer = python.runPython("from cspi_core.service import Service\nService().answer");
  const survey = await (await fetch("../data/surveys/cspi.json")).json();
  JSON.parse(answer(JSON.stringify({ method: "load", survey, snapshots: [] })));
  postMessage({ type: "ready" });
});
