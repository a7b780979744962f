// Trims the runtime's WebAssembly to what is used of it.
//
// It exports every function of the interpreter and of the C library to packages with compiled code, of which none is
// ever loaded here. Without these exports a browser has less to prepare at each start, and functions that only they
// reach can go.

import binaryen from "binaryen";

// What the file is written in. With more allowed, Binaryen would write types that not all browsers know.
const { Features } = binaryen;
export const FEATURES = [
  Features.MutableGlobals,
  Features.NontrappingFPToInt,
  Features.SignExt,
  Features.BulkMemory,
  Features.BulkMemoryOpt,
  Features.ExceptionHandling,
  Features.ReferenceTypes,
  Features.Multivalue,
  Features.CallIndirectOverlong,
].reduce((all, one) => all | one);

/**
 * @param {Uint8Array<ArrayBuffer>} wasm
 * @param {Set<string>} names exports that stay
 */
export function cutWasm(wasm, names) {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const module = binaryen.readBinary(wasm);
  module.setFeatures(FEATURES);
  exported.filter((name) => !names.has(name)).forEach((name) => module.removeExport(name));
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}
