// The Python programs that make the heap image small: what compiles without what no engine needs, and what throws
// out of a started interpreter whatever the core can't reach.

// Parts of the standard library that are imported by the runtime but never called by an engine that answers one
// request at a time: event loop, network, archives, introspection, distributions. Special methods stay, so classes stay classes.
const UNREACHED = `asyncio concurrent socket selectors ssl subprocess logging tempfile shutil zipfile bz2 lzma
  compression base64 locale threading dis inspect annotationlib ntpath site importlib.resources importlib.metadata _pyodide._core_docs
  dataclasses typing pathlib glob fnmatch reprlib random pyodide.webloop _pyodide.jsbind
  traceback _colorize zipimport _pyodide.docstring importlib.util importlib._bootstrap_external codecs
  enum os posixpath genericpath`;

// What the core calls of them nevertheless, and what it imports but calls only while it is imported.
const REACHED = "replace _replace _is_dataclass_instance cast seed";
const IMPORTED = "dataclass field";

// Those of them that are mostly tables, which go as well.
const TABLES = "locale selectors socket ssl subprocess";

// What reads archives of modules: the page imports nothing, this program does, so it goes last of all.
const LAST = "zipimport";

// The flags of functions that another kind of function can't stand in for: generators and coroutines.
const GENERATORS = 0x20 | 0x80 | 0x200;

// Standard library and core are compiled without docstrings, without line tables, and the core without the types of
// parameters and results.
export const COMPILE = `
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
export const COMPILE_STDLIB = 'compile_all("/source.zip", "/compiled.zip", lambda data: data)';
export const COMPILE_CORE =
  'compile_all("/source.zip", "/compiled.zip", lambda data: untyped(ast.parse(data)))';

export const PREPARE = `
import cspi_core.service, cspi_core.text.messages

cspi_core.text.messages.LOCALES = ()  # the page hands over the messages of its language
answer = cspi_core.service.Service().answer
`;

export const STRIP = `
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
        for name in "__repr__ __setattr__ __delattr__ __match_args__ __dataclass_params__".split():
            if name in vars(kind):
                delattr(kind, name)
        for field in kind.__dataclass_fields__.values():
            field.type = None
for name in "${TABLES}".split():
    vars(sys.modules[name]).clear()
linecache.clearcache()
re.purge()
zipimport._zip_directory_cache.clear()
sys.path_importer_cache.clear()
`;

export const FINISH = `
import gc, types

def gone(*args, **named):
    raise RuntimeError("this engine starts without that part of the standard library")

gc.collect()
for f in [f for f in gc.get_objects() if type(f) is types.FunctionType]:
    special = f.__code__.co_freevars or f.__name__.startswith("__") or f.__code__.co_flags & ${GENERATORS}
    if not special and f.__globals__.get("__name__") in "${LAST}".split():
        f.__code__ = gone.__code__
`;
