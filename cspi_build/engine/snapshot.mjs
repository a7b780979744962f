// Makes the memory snapshot that the page's engine starts from. Run by snapshot.py, under Node:
//
//     node snapshot.mjs RUNTIME WHEEL STDLIB OUT
//
// RUNTIME: the runtime's folder; WHEEL: the core; STDLIB: where the compiled standard library is kept
// between builds (made if missing); OUT: the folder for what is made.
//
// Two things are done to what comes out. It is made the same each time: clock and random numbers stand still and
// hashes are not salted. It is made small: line tables, docstrings and functions that the core can't reach go, freed
// memory is wiped, empty stretches are left out, the memory is stored as its difference from what the WebAssembly file
// itself puts there, and pointers, which gzip can do little with among other things, are stored apart, byte by byte.
// Private names of the runtime in use: _makeSnapshot, makeMemorySnapshot, _module, init_loaded_packages; in the page
// _loadSnapshot, createPyodideModule. A new version may change them.

import crypto from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, wheel, stdlib, out] = process.argv.slice(2);
const PAGE = 1 << 16; // WebAssembly's

// Parts of the standard library that are imported by the runtime but never called by an engine that answers one
// request at a time: event loop, network, archives, introspection. Special methods stay, so classes stay classes.
const UNREACHED = `asyncio concurrent socket selectors ssl subprocess logging tempfile shutil zipfile bz2 lzma
  compression base64 locale threading dis inspect annotationlib ntpath site importlib.resources importlib.metadata _pyodide._core_docs
  dataclasses typing pathlib glob fnmatch reprlib pyodide.webloop _pyodide.jsbind`;

// What the core calls of them nevertheless, and what it imports but calls only while it is imported.
const REACHED = "replace _replace _is_dataclass_instance cast";
const IMPORTED = "dataclass field";

// Those of them that are mostly tables, which go as well.
const TABLES = "locale selectors socket ssl subprocess";

// Standard library and core are compiled without docstrings, without line tables, and the core without the types of
// parameters and results.
const COMPILE = `
import ast, importlib.util, marshal, types, zipfile

def nowhere(code):
    """A line table that gives no line: eight instructions a byte. Tracebacks can't be printed without any."""
    whole, rest = divmod(len(code.co_code) // 2, 8)
    return b"\\xff" * whole + (bytes([0xF7 + rest]) if rest else b"")

def bare(code):
    consts = tuple(bare(const) if isinstance(const, types.CodeType) else const for const in code.co_consts)
    return code.replace(co_consts=consts, co_linetable=nowhere(code), co_qualname=code.co_name)

def untyped(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    return tree

def compile_all(source, target, prepared):
    with zipfile.ZipFile(source) as source, zipfile.ZipFile(target, "w") as compiled:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name.endswith(".py"):
                code = bare(compile(prepared(data), name, "exec", dont_inherit=True, optimize=2))
                name, data = name + "c", importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)
            compiled.writestr(zipfile.ZipInfo(name), data)
`;
const COMPILE_STDLIB = 'compile_all("/source.zip", "/compiled.zip", lambda data: data)';
const COMPILE_CORE = 'compile_all("/source.zip", "/compiled.zip", lambda data: untyped(ast.parse(data)))';

const PREPARE = `
import cspi_core.service, cspi_core.wording

for locale in cspi_core.wording.LOCALES:
    cspi_core.wording.wording(locale)
answer = cspi_core.service.Service().answer
`;

const STRIP = `
import gc, importlib, inspect, linecache, re, sys, types, zipimport
import pyodide._package_loader

UNREACHED = tuple("""${UNREACHED}""".split())
KINDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

def gone(*args, **named):
    raise RuntimeError("this engine starts without that part of the standard library")

def gone_generator(*args, **named):
    yield gone()

async def gone_coroutine(*args, **named):
    gone()

async def gone_asynchronous_generator(*args, **named):
    yield gone()

def reached(module):
    return not any(str(module) == top or str(module).startswith(top + ".") for top in UNREACHED)

importlib.invalidate_caches()
stand_ins = (gone, gone_generator, gone_coroutine, gone_asynchronous_generator)
by_kind = {f.__code__.co_flags & KINDS: f.__code__ for f in stand_ins}
for f in [f for f in gc.get_objects() if type(f) is types.FunctionType]:
    free = f.__code__.co_freevars or f.__name__.startswith("__")
    if not free and f.__name__ not in "${REACHED}".split() and not reached(f.__globals__.get("__name__")):
        f.__code__ = by_kind[f.__code__.co_flags & KINDS]
pyodide._package_loader.init_loaded_packages.__code__ = (lambda: None).__code__  # there are none
for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "cspi_core"]:
    for name, value in vars(module).items():
        allowed = "${REACHED} ${IMPORTED}".split()
        if type(value) is types.FunctionType and name not in allowed and not reached(value.__module__):
            raise RuntimeError(f"{module.__name__} uses {value.__module__}.{name}")
for kind in [kind for kind in gc.get_objects() if type(kind) is type and "__dataclass_fields__" in vars(kind)]:
    if kind.__module__.partition(".")[0] == "cspi_core":
        kind.__doc__ = kind.__annotations__ = None
        if "__repr__" in vars(kind):
            del kind.__repr__
        for field in kind.__dataclass_fields__.values():
            field.type = None
for name in "${TABLES}".split():
    vars(sys.modules[name]).clear()
linecache.clearcache()
re.purge()
zipimport._zip_directory_cache.clear()
sys.path_importer_cache.clear()
`;

main().catch((error) => {
  // The runtime is one line of a megabyte, which an uncaught error would print.
  console.error(`Error: ${String(error?.message ?? error).slice(-600)}`);
  process.exit(1);
});

async function main() {
  standStill();
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
  const lock = JSON.parse(readFileSync(join(runtime, "pyodide-lock.json")));
  const settings = {
    indexURL: `${runtime}/`,
    lockFileContents: { info: lock.info, packages: {} },
    packageBaseUrl: `${runtime}/`, // without packages nothing is ever asked for there
    env: { LANG: "C.UTF-8", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2" }, // no salt; no docstrings
  };
  const compiler = await loadPyodide(settings);
  compiler.runPython(COMPILE);
  if (!existsSync(stdlib)) {
    const own = `${stdlib}.${process.pid}`; // another build may be at the same
    writeFileSync(own, compiled(compiler, join(runtime, "python_stdlib.zip"), COMPILE_STDLIB));
    renameSync(own, stdlib);
  }
  const core = compiled(compiler, wheel, COMPILE_CORE);
  const first = firstMemory();
  const python = await loadPyodide({ ...settings, stdLibURL: stdlib, _makeSnapshot: true });
  python.unpackArchive(core, "zip");
  python.runPython(PREPARE);
  const scope = python.toPy({});
  python.runPython(STRIP, { globals: scope });
  scope.destroy();
  python.runPython("import gc; gc.collect(); del gc");
  const heap = wipe(python._module);
  store(python.makeMemorySnapshot(), await first, heap);
  process.exit(0);
}

/** Nothing of this machine or this moment gets into the memory: its clock, language, time zone, names of folders. */
function standStill() {
  process.argv.splice(1, process.argv.length, "python");
  process.env.TZ = "UTC";
  Object.defineProperty(globalThis, "navigator", { value: undefined });
  Date.now = () => Date.UTC(2020, 0, 1);
  performance.now = () => 1;
  Math.random = () => 0.5;
  crypto.randomFillSync = (view) => view.fill(1);
}

/** An archive with all its modules compiled. */
function compiled(python, archive, program) {
  python.FS.writeFile("/source.zip", bytes(archive));
  python.runPython(program);
  return python.FS.readFile("/compiled.zip");
}

/** A copy of the memory as it is when the next instance has just been made, up to its last byte that is not 0. */
function firstMemory() {
  const instantiate = WebAssembly.instantiate;
  return new Promise((resolve) => {
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      const memory = made.instance?.exports.memory;
      if (memory) {
        WebAssembly.instantiate = instantiate;
        resolve(used(new Uint8Array(memory.buffer)).slice());
      }
      return made;
    };
  });
}

/**
 * Fills what is free with zeros: the heap, by taking all of it in ever smaller blocks, and the rest of the stack.
 * Returns where the heap is.
 */
function wipe(module) {
  const top = module._sbrk(0) >>> 0;
  const taken = [];
  for (let size = 1 << 20; size >= 16; size >>= 1) {
    for (;;) {
      const block = module._malloc(size) >>> 0;
      if (block + size > top) {
        module._free(block);
        break;
      }
      module.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    }
  }
  taken.forEach((block) => module._free(block));
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
  return { from: module._emscripten_stack_get_base(), to: top };
}

function store(snapshot, first, heap) {
  const start = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1]; // a header comes before the memory
  const memory = snapshot.subarray(start);
  first.forEach((byte, at) => (memory[at] ^= byte));
  const parts = filled(memory);
  const content = Buffer.concat(parts.map(([from, length]) => memory.subarray(from, from + length)));
  const { pointers, rest } = apart(content, heap);
  const { skip, file } = asModule(Buffer.concat([pointers, rest]));
  writeFileSync(join(out, "memory.wasm"), file);
  const head = Buffer.from(snapshot.subarray(0, start)).toString("base64");
  const numbers = { skip, first: first.length, pointers: pointers.length / 4, mark: heap.from };
  writeFileSync(join(out, "about.json"), JSON.stringify({ head, parts, ...numbers }));
}

/** Where the memory is not empty over longer stretches: pairs of place and length, multiples of a page. */
function filled(memory) {
  const parts = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    const last = parts.at(-1);
    if (used(memory.subarray(at, at + PAGE)).length > 0) {
      if (last && last[0] + last[1] === at) {
        last[1] += PAGE;
      } else {
        parts.push([at, PAGE]);
      }
    }
  }
  return parts;
}

/**
 * The words that look like pointers into the heap, as all first bytes, all second bytes and so on; and all the words,
 * with the least such pointer in the place of each of them.
 */
function apart(content, { from, to }) {
  const words = new Uint32Array(content.length / 4);
  new Uint8Array(words.buffer).set(content);
  const found = words.filter((word) => word >= from && word < to);
  const pointers = new Uint8Array(found.length * 4);
  found.forEach((word, at) => {
    for (let byte = 0; byte < 4; byte += 1) {
      pointers[byte * found.length + at] = word >>> (8 * byte);
    }
  });
  const rest = words.map((word) => (word >= from && word < to ? from : word));
  return { pointers, rest: new Uint8Array(rest.buffer) };
}

/** Bytes as the only section of a WebAssembly module, a type of file that hosts compress. */
function asModule(content) {
  const name = Buffer.from("\x06memory");
  const head = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 0, ...leb(name.length + content.length)]);
  return { skip: head.length + name.length, file: Buffer.concat([head, name, content]) };
}

/** A number as WebAssembly writes sizes (LEB128). */
function leb(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...leb(number >>> 7)];
}

function used(content) {
  let end = content.length;
  while (end && !content[end - 1]) {
    end -= 1;
  }
  return content.subarray(0, end);
}

function bytes(path) {
  return new Uint8Array(readFileSync(path));
}
