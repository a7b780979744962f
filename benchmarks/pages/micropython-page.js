// The lower mark: starts the worker of MicroPython as soon as it can.
new Worker("micropython-worker.js", { type: "module" });
