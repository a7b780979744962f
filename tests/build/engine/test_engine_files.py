"""The engine's folder: all that it lists is there, unchanged, and holds nothing that it should not."""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cspi_core
from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine import files as engine_module
from cspi_build.engine.files import ROLES, build_engine, build_wheel, read_runtime
from cspi_build.engine.heap_image import make_heap_image
from cspi_build.engine.trim import trim_runtime

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(site_dir: Path) -> Path:
    return site_dir / "engine"


@pytest.fixture(scope="module")
def manifest(engine: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((engine / "manifest.json").read_bytes())
    return loaded


def test_the_manifest_tells_the_truth(engine: Path, manifest: dict[str, Any]) -> None:
    listed = [*manifest["files"], manifest["wheel"], *manifest["snapshot"]["files"]]
    for file in listed:
        content = (engine / file["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["path"]
        assert len(content) == file["bytes"]
    there = {path.relative_to(engine).as_posix() for path in engine.rglob("*") if path.is_file()}
    assert there == {file["path"] for file in listed} | {"manifest.json"}


def test_the_runtime_is_the_one_that_is_locked(root: Path, manifest: dict[str, Any]) -> None:
    locked = json.loads((root / "package-lock.json").read_bytes())["packages"]["node_modules/pyodide"][
        "version"
    ]
    assert manifest["runtime"]["version"] == locked
    assert all(file["path"].startswith(manifest["runtime"]["index"]) for file in manifest["files"])
    assert {file["role"] for file in manifest["files"]} == set(ROLES.values())


def test_the_lock_file_lists_no_package(root: Path) -> None:
    lock = json.loads(read_runtime(root / "node_modules" / "pyodide")["pyodide-lock.json"])
    assert lock["packages"] == {}
    assert lock["info"]["python"]


def test_the_wheel_is_plain_and_holds_only_the_core(
    engine: Path, manifest: dict[str, Any], root: Path
) -> None:
    path = engine / manifest["wheel"]["path"]
    assert path.name == f"cspi_core-{cspi_core.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        metadata = wheel.read(next(name for name in names if name.endswith("/METADATA"))).decode()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"cspi_core", f"cspi_core-{cspi_core.__version__}.dist-info"}
    assert "Requires-Dist" not in metadata
    sources = {
        path.relative_to(root).as_posix() for path in (root / "cspi_core").rglob("*") if path.is_file()
    } - {"cspi_core/pyproject.toml", "cspi_core/LICENSE"}
    assert {name for name in names if name.startswith("cspi_core/")} == {
        s for s in sources if "__pycache__" not in s
    }


def test_the_wheel_is_the_same_each_time(
    engine: Path, manifest: dict[str, Any], root: Path, tmp_path: Path
) -> None:
    again = build_wheel(root, tmp_path)
    assert again.read_bytes() == (engine / manifest["wheel"]["path"]).read_bytes()


def test_the_wheel_runs_on_its_own(
    engine: Path, manifest: dict[str, Any], site_dir: Path, tmp_path: Path
) -> None:
    """Straight from the archive, without the repository and without any other package."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import cspi_core; "
        "survey = cspi_core.load_survey(sys.argv[2]); cspi_core.score(survey, {}); print(cspi_core.__file__)"
    )
    wheel, survey = engine / manifest["wheel"]["path"], site_dir / "data" / "surveys" / "cspi.json"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(wheel), str(survey)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(wheel) in done.stdout


def test_the_image_is_packed_and_plain(engine: Path, manifest: dict[str, Any]) -> None:
    snapshot = manifest["snapshot"]
    content = {file["role"]: (engine / file["path"]).read_bytes() for file in snapshot["files"]}
    for name in ("code", "memory"):
        assert gzip.decompress(content[f"{name} packed"]) == content[name]
    end = snapshot["skip"] + 4 * snapshot["words"] + 3 * snapshot["pointers"]
    numbers = leb(content["memory"][end:])
    assert len(numbers) == 2 * snapshot["parts"] + snapshot["targets"]
    gaps, lengths, targets = split_at(numbers, snapshot["parts"], 2 * snapshot["parts"])
    assert sum(lengths) * snapshot["unit"] == 4 * snapshot["words"]
    assert (sum(gaps) + sum(lengths)) * snapshot["unit"] <= snapshot["size"]
    assert snapshot["mark"] + sum(targets) < snapshot["size"]


def test_the_image_has_no_hashes_of_texts(manifest: dict[str, Any], engine: Path) -> None:
    """They do not compress, and are computed again at the start."""
    snapshot = manifest["snapshot"]
    memory = next(engine / file["path"] for file in snapshot["files"] if file["role"] == "memory")
    content = memory.read_bytes()[snapshot["skip"] :][: 4 * snapshot["words"]]
    words = array("I", content)
    heads = [at for at, word in enumerate(words[:-2]) if word == snapshot["text"]]
    unhashed = [at for at in heads if words[at + 2] == 0x68736168]
    assert len(unhashed) > 5000


def split_at(numbers: list[int], *places: int) -> list[list[int]]:
    return [numbers[start:end] for start, end in pairwise((0, *places, len(numbers)))]


def leb(content: bytes) -> list[int]:
    """The numbers that WebAssembly's way of writing them (LEB128) has in these bytes."""
    numbers, value, scale = [], 0, 1
    for byte in content:
        value, scale = value + (byte & 127) * scale, scale * 128
        if byte < 128:
            numbers.append(value)
            value, scale = 0, 1
    return numbers


def test_the_image_has_a_part_of_the_runtime(engine: Path, manifest: dict[str, Any]) -> None:
    files = {file["role"]: file["bytes"] for file in (*manifest["files"], *manifest["snapshot"]["files"])}
    assert manifest["snapshot"]["kind"] == "small"
    assert files["code"] < 0.12 * files["wasm"]


def test_the_runtime_is_cut_to_what_is_used(engine: Path, manifest: dict[str, Any], root: Path) -> None:
    for role, share in {"module": 0.3, "wasm": 0.95}.items():
        path = next(engine / file["path"] for file in manifest["files"] if file["role"] == role)
        shipped = root / "node_modules" / "pyodide" / path.name
        assert path.stat().st_size < share * shipped.stat().st_size, path.name


def test_a_runtime_that_cannot_be_cut_is_one_warning(root: Path, tmp_path: Path) -> None:
    modules = tmp_path / "node_modules"
    for name in ("pyodide", "acorn", "acorn-walk", "binaryen", "esbuild"):
        shutil.copytree(root / "node_modules" / name, modules / name, ignore=shutil.ignore_patterns("bin"))
    (modules / "pyodide" / "pyodide.asm.mjs").write_text("export default async () => ({});", encoding="utf-8")
    warnings: list[str] = []
    assert trim_runtime(tmp_path, tmp_path / "work", warnings.append) == {}
    assert len(warnings) == 1
    assert warnings[0].startswith("Warning: the engine is larger and slower than need be")
    assert "the script does not begin with its one function" in warnings[0] or "addresses" in warnings[0]
    assert len(warnings[0]) < 1000


def test_an_image_that_cannot_be_made_is_one_warning(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "node_modules" / "pyodide"
    shutil.copytree(root / "node_modules" / "pyodide", package)
    (package / "pyodide.asm.wasm").write_bytes(b"not WebAssembly")
    wheel = tmp_path / "core-1-py3-none-any.whl"
    wheel.write_bytes(b"")
    # Making it takes long, and it is not reached
    monkeypatch.setattr("cspi_build.engine.heap_image._workload", lambda *given: wheel)
    warnings: list[str] = []
    assert make_heap_image(tmp_path, tmp_path / "work", wheel, package, warnings.append) is None
    assert len(warnings) == 1
    assert warnings[0].startswith("Warning: the engine will start slowly")
    assert len(warnings[0]) < 1000


def test_an_engine_without_a_snapshot_is_complete(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "make_heap_image", lambda *given: None)
    # Trimming takes long, and other tests look at it
    monkeypatch.setattr(engine_module, "trim_runtime", lambda *given: {})
    manifest = json.loads(build_engine(root, tmp_path / "work", tmp_path / "engine").read_bytes())
    assert "snapshot" not in manifest
    assert {file["role"] for file in manifest["files"]} == set(ROLES.values())


def test_the_core_bears_to_be_kept_in_memory(root: Path) -> None:
    """A snapshot can import nothing more, and its clock and random numbers are those of the build."""
    for path in sorted((root / "cspi_core").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        run = [top for top in tree.body if not _is_for_type_checkers(top)]
        inside = {node for top in run if hasattr(top, "body") for node in ast.walk(top)}
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert path.name == "__main__.py" or not inside & set(imports), f"{path.name} imports late"
        for node in imports:
            names = {alias.name for alias in node.names}
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            assert not names & {"random", "secrets", "time", "uuid"}, path.name
            assert module != "random" or names == {"Random"}, path.name


def _is_for_type_checkers(node: ast.stmt) -> bool:
    """Whether it is `if TYPE_CHECKING:`, which no program enters."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not node.orelse


NOT_ASKED_FOR = ("", "0", "false", "No")


@pytest.mark.parametrize("value", ["true", "1", *NOT_ASKED_FOR])
def test_a_warning_ends_the_build_in_ci(
    value: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CI", value)
    package = tmp_path / "node_modules" / "pyodide"
    package.mkdir(parents=True)
    for make in (
        lambda: trim_runtime(tmp_path, tmp_path / "work"),
        lambda: make_heap_image(tmp_path, tmp_path / "work", tmp_path / "no.whl", package),
    ):
        if value in NOT_ASKED_FOR:
            assert not make()
            assert "Warning: the engine" in capsys.readouterr().err
        else:
            with pytest.raises(CspiBuildError, match="Warning: the engine"):
                make()
