"""Every public name has a docstring that names its parameters, its shapes and its errors."""

import ast
import builtins
import importlib
import inspect
import textwrap

import pytest

import radeh
import radeh.testing

MODULES = ("radeh", "radeh.testing", "radeh.testing.strategies", "radeh.testing.fixtures")
#: Fields of a record that its listing or its base class explains.
ARRAYS = ("NDArray", "Floats", "ndarray")


def public_names():
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        exported = getattr(module, "__all__", None) or [
            name
            for name, value in vars(module).items()
            if not name.startswith("_") and getattr(value, "__module__", "") == module_name
        ]
        for name in exported:
            yield pytest.param(getattr(module, name), id=f"{module_name}.{name}")


def callables():
    """Yield the public functions, and the public methods of public classes."""
    for parameter in public_names():
        value, name = parameter.values[0], parameter.id
        if inspect.isfunction(value):
            yield pytest.param(value, id=name)
        elif inspect.isclass(value):
            for method_name, method in vars(value).items():
                if inspect.isfunction(method) and not method_name.startswith("_"):
                    yield pytest.param(method, id=f"{name}.{method_name}")


@pytest.mark.parametrize("value", list(public_names()))
def test_has_a_docstring(value):
    if isinstance(value, (str, tuple)) or hasattr(value, "keys"):
        return  # a constant; the comment beside it explains it
    text = inspect.getdoc(value) or ""
    first = text.split("\n\n")[0]
    assert first.endswith((".", ":")), f"no sentence: {first!r}"


@pytest.mark.parametrize("function", list(callables()))
def test_names_its_parameters(function):
    text = inspect.getdoc(function) or ""
    names = [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]
    if len(names) <= 2 and not text.count("Args:"):
        return  # one sentence can say all of it
    missing = [name for name in names if name not in text]
    assert missing == []


@pytest.mark.parametrize("function", list(callables()))
def test_gives_shapes(function):
    annotation = str(inspect.signature(function).return_annotation)
    if any(array in annotation for array in ARRAYS):
        assert "shape" in (inspect.getdoc(function) or "")


@pytest.mark.parametrize("function", list(callables()))
def test_names_its_errors(function):
    try:
        source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    except OSError:
        pytest.skip("hypothesis wraps a composite strategy beyond recognition")
    raised = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            called = node.exc.func
            raised.add(called.id if isinstance(called, ast.Name) else getattr(called, "attr", ""))
    text = inspect.getdoc(function) or ""
    for name in raised:
        error = getattr(radeh, name, None) or getattr(builtins, name, None)
        family = [base.__name__ for base in error.__mro__] if error else [name]
        assert any(base in text for base in family if base not in ("object", "Exception")), (
            f"raises {name}, and its docstring does not say so"
        )


def test_functions_are_found():
    found = {parameter.id for parameter in callables()}
    assert {"radeh.train", "radeh.Model.predict", "radeh.testing.run_checks"} <= found
