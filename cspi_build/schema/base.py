"""What all models of definition files share: frozen, strict, no unknown keys; and their JSON Schemas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    Strict,
    StringConstraints,
    model_serializer,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

__all__ = [
    "DashedId",
    "EditorSchema",
    "Id",
    "Lean",
    "Many",
    "Model",
    "Prose",
    "Share",
    "Version",
    "editor_schema",
]

Item = TypeVar("Item")

Many = Annotated[tuple[Item, ...], Strict(False)]  # a YAML list, kept as a tuple; its items stay strict

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        json_schema_extra={
            "patternErrorMessage": "small letters, digits and `_`, a letter first, such as `step_2`"
        },
    ),
]

DashedId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        json_schema_extra={"patternErrorMessage": "small letters and digits, words joined by `-`"},
    ),
]

Version = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,9}(\.[0-9]{1,9})*$",
        json_schema_extra={"patternErrorMessage": 'a version in quotes, such as "1.0"'},
    ),
]

Share = Annotated[float, Field(ge=0, le=1)]


class Model(BaseModel):
    """A part of a definition file. Texts under the fields are their descriptions, which editors show."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        populate_by_name=False,
        use_attribute_docstrings=True,
    )


class Lean(Model):
    """A part with keys that a compiled survey only has where they are given, so that surveys without them
    stay what they are."""

    left_out: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_unused(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        unused = {
            key
            for key in self.left_out
            if getattr(self, key) == fields[key].get_default(call_default_factory=True)
        }
        dumped: dict[str, Any] = handler(self)
        return {key: value for key, value in dumped.items() if key not in unused}


class EditorSchema(GenerateJsonSchema):
    """The JSON Schema as editors need it: no titles that repeat the key, no null where a key is left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No titles: the key says it."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key without a value is a mistake, so null is not offered."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is told unless it is only "not given" or "none of them"."""
        if not schema.get("default", ...) and schema.get("default") is not False:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def editor_schema(model: type[BaseModel], title: str, comment: str) -> dict[str, Any]:
    """The JSON Schema of a whole file (draft 2020-12), its descriptions on one line each."""
    schema = model.model_json_schema(by_alias=True, schema_generator=EditorSchema)
    head = {"$schema": EditorSchema.schema_dialect, "title": title, "$comment": comment}
    joined: dict[str, Any] = _joined_descriptions(head | schema)
    return joined | {"title": title}


def _joined_descriptions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _joined(key, part) for key, part in value.items()}
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return [_joined_descriptions(part) for part in value] if is_list else value


def _joined(key: str, part: Any) -> Any:
    return (
        " ".join(part.split())
        if key == "description" and isinstance(part, str)
        else _joined_descriptions(part)
    )
