// The Python programs that make the heap image small: what compiles without what no engine needs, what notes which
// functions the workload calls, and what throws out of a started interpreter whatever it does not call.

// The modules that stay, with all that they contain: the core, and what it imports. All others are emptied.
const KEPT = `sys builtins json re copy copyreg functools collections random enum types operator heapq abc codecs math
  itertools datetime time unicodedata cspi_core binascii dataclasses _frozen_importlib _frozen_importlib_external _abc _codecs
  _io _weakref _collections_abc _sre _collections _functools _operator _json _datetime _random _types _heapq _warnings
  _imp _thread gc io encodings __main__`;

// Beginnings of file names: functions of these modules stay although the workload did not call them.
const MARGIN = [
  "cspi_core/",
  "json/",
  "re/",
  "copy.py",
  "functools.py",
  "collections/",
  "random.py",
  "types.py",
];
MARGIN.push(
  "<frozen _collections_abc>",
  "<frozen abc>",
  "heapq.py",
  "copyreg.py",
  "operator.py",
  "<program>",
);

// Methods of dataclasses that only people and checks need: they go unless the workload calls them.
const SPARED = "__repr__ __setattr__ __delattr__";

// What classes say about their source.
const ABOUT_CLASSES = `__annotations_cache__ __annotate_func__ __static_attributes__ __firstlineno__ __annotations__
  __annotate__ __dataclass_params__`;

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

export const EXERCISE = `
import sys

sys.setrecursionlimit(400)
sys.path.insert(0, "/")
import cspi_core.service, exercises

answer = exercises.exercise
`;

export const TRACE = `
import json, sys

RAN = set()

def note(code, _):
    RAN.add((code.co_filename, code.co_name, code.co_firstlineno))
    return sys.monitoring.DISABLE

requests = json.loads(open("/requests.json").read())
sys.monitoring.use_tool_id(0, "workload")
sys.monitoring.register_callback(0, sys.monitoring.events.PY_START, note)
sys.monitoring.set_events(0, sys.monitoring.events.PY_START)
for request in requests:
    answer(request)
sys.monitoring.set_events(0, 0)
json.dumps(sorted(RAN))
`;

// A stand-in calls os.abort, which ends in a trap: an error would be caught by the core, and become a reply. Emptied
// modules trap as well when anything asks for a name of theirs.
export const STRIP = `
import atexit, gc, inspect, json, os, sys, types

KINDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
RAN = {tuple(one) for one in json.loads(open("/ran.json").read())}
KEPT = set("""${KEPT}""".split())
MARGIN = tuple(${JSON.stringify(MARGIN)})
abort = os.abort
HEAP, IMMUTABLE = 1 << 9, 1 << 8  # flags of classes
MADE_HERE = HEAP | IMMUTABLE
namespace = type.__dict__["__dict__"].__get__

def gone(*args, **named):
    return "abort"()

def gone_generator(*args, **named):
    yield "abort"()

async def gone_coroutine(*args, **named):
    return "abort"()

async def gone_asynchronous_generator(*args, **named):
    yield "abort"()

def trapping(code):
    consts = tuple(abort if const == "abort" else const for const in code.co_consts)
    return code.replace(co_consts=consts, co_linetable=b"", co_name="gone", co_qualname="gone", co_filename="")

STAND_INS = [gone, gone_generator, gone_coroutine, gone_asynchronous_generator]
STAND_INS = {f.__code__.co_flags & KINDS: trapping(f.__code__) for f in STAND_INS}
MADE = {}

def stand_in(code):
    kind, free = code.co_flags & KINDS, len(code.co_freevars)
    if (kind, free) not in MADE:
        names = tuple(f"f{n}" for n in range(free))
        MADE[kind, free] = STAND_INS[kind].replace(co_freevars=names)
    return MADE[kind, free]

def ran(f):
    return (f.__code__.co_filename, f.__code__.co_name, f.__code__.co_firstlineno) in RAN

def stays(f):
    code = f.__code__
    if id(f.__globals__) in emptied:
        return False
    if ran(f):
        return True
    if code.co_filename == "<string>":  # methods of dataclasses
        own = str(f.__globals__.get("__name__")).startswith("cspi_core")
        return own and code.co_name not in "${SPARED}".split()
    return code.co_filename.startswith(MARGIN)

trap = types.FunctionType(STAND_INS[0], {})
functions = types.FunctionType
used = {id(f.__globals__) for f in gc.get_objects() if type(f) is functions and ran(f)}
contents = {name: getattr(module, "__dict__", {}) for name, module in sys.modules.items()}
dropped = {name: own for name, own in contents.items() if name.partition(".")[0] not in KEPT and id(own) not in used}
emptied = {id(own) for own in dropped.values()}
for name in dropped:
    del sys.modules[name]
for hooks in (sys.meta_path, sys.path_hooks, sys.path_importer_cache, sys.path):
    hooks.clear()
nowhere = types.ModuleType("nowhere")
vars(nowhere)["__getattr__"] = trap
sys.meta_path.append(nowhere)  # an import traps
atexit._clear()
for own in dropped.values():
    own.clear()
    own["__getattr__"] = trap
del contents, dropped, own, atexit, inspect, os
gc.collect()
gc.collect()
for f in [f for f in gc.get_objects() if type(f) is functions]:
    f.__doc__ = f.__annotate__ = None
    f.__annotations__ = None
    f.__qualname__ = f.__name__
    if f is not trap and not stays(f):
        f.__code__, f.__defaults__, f.__kwdefaults__ = stand_in(f.__code__), None, None
for module in list(sys.modules.values()):
    module.__doc__ = None
for kind in [kind for kind in gc.get_objects() if isinstance(kind, type) and kind.__flags__ & MADE_HERE == HEAP]:
    if namespace(kind).get("__doc__") is not None:
        type.__setattr__(kind, "__doc__", None)
    for name in """${ABOUT_CLASSES}""".split():
        if name in namespace(kind):
            type.__delattr__(kind, name)
    for field in (namespace(kind).get("__dataclass_fields__") or {}).values():
        field.type = None
main = vars(sys.modules["__main__"])
for name in [name for name in main if name not in ("__name__", "__builtins__", "answer")]:
    del main[name]
globals().clear()
`;

// All interned strings, by address; and the table of them without those that have become mortal.
export const INTERNED = {
  list: `
import builtins, gc

def is_table(one):
    return type(one) is dict and len(one) > 3000 and all(key is value for key, value in list(one.items())[:50])

[builtins.interned] = [one for one in gc.get_objects() if is_table(one)]
with open("/interned", "wb") as file:
    file.write(b" ".join(b"%d" % id(key) for key in builtins.interned))
globals().clear()
`,
  sweep: `
import builtins, gc, sys

for key in [key for key in builtins.interned if sys.getrefcount(key) < 100]:
    del builtins.interned[key]
key = None
del builtins.interned
gc.collect()
globals().clear()
`,
};
