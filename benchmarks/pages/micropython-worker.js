// The lower mark: MicroPython as its README starts it, until it has run a line. It can't run cspi_core.
const { loadMicroPython } = await import("./micropython/micropython.mjs");
const python = await loadMicroPython();
python.runPython("import json\nassert json.loads('[1]') == [1]");
postMessage({ type: "alone" });
