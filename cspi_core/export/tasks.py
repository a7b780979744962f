"""The steps of a plan as tasks: a table of our own that can be read back, and a Markdown task list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..advice.tracking import DOING, DONE, DROPPED, FIELDS, TODO, Status, step_id
from ..text.messages import Wording
from .csv import csv_file, csv_text
from .markdown import escaped, heading, paragraphs

COLUMNS = ("id", "task", "axis", "effort", *FIELDS)
"""The columns of our own table, the same in every language. ``id`` is what it is read back by."""

BOX = {TODO: " ", DOING: " ", DONE: "x", DROPPED: " "}


@dataclass(frozen=True)
class Task:
    """A step of a plan as a task. ``due`` is a day (YYYY-MM-DD) or empty; ``brief`` is the first sentence of
    the title; ``about`` says why it counts."""

    id: str
    title: str
    brief: str
    axis: str
    effort: str
    about: str
    owner: str
    due: str
    status: Status
    note: str
    link: str
    reason: str

    @property
    def more(self) -> str:
        """The title where it says more than its first sentence."""
        return self.title if self.title != self.brief else ""


def tasks(advice: Mapping[str, Any]) -> tuple[Task, ...]:
    """Return the tasks of the plan in ``advice`` (:func:`cspi_core.views.plan.plan`)."""
    return tuple(_task(step) for step in (advice["plan"] or {"steps": ()})["steps"])


def _task(step: Mapping[str, Any]) -> Task:
    said = {name: step[name] for name in ("title", "brief", "axis", "effort", "about", *FIELDS)}
    return Task(id=step_id((step["question"], step["option"])), **said)


def tasks_csv(found: Iterable[Task]) -> str:
    """Return our own table of tasks; it can be read back (:mod:`cspi_core.export.task_reading`)."""
    rows = [
        (task.id, task.title, task.axis, task.effort, *(getattr(task, name) for name in FIELDS))
        for task in found
    ]
    return csv_file(csv_text(COLUMNS, rows))


def tasks_markdown(title: str, found: Iterable[Task], words: Wording) -> str:
    """Return a task list as GitHub, GitLab and Notion read it."""
    lines = heading(1, title)
    for task in found:
        lines += _item(task, words)
    return "\n".join(lines).rstrip("\n") + "\n"


def _item(task: Task, words: Wording) -> list[str]:
    title = escaped(task.title)
    title = f"~~{title}~~" if task.status == DROPPED else title
    due = words.say("task.due", date=words.date(task.due)) if task.due else ""
    status = words.say(f"status.{task.status}") if task.status in (DOING, DROPPED) else ""
    tags = " · ".join(part for part in (status, task.owner, due, task.axis, task.effort) if part)
    said = [task.reason, task.note, task.link]
    more = [f"  {line}" if line else "" for line in paragraphs(said)]
    return [f"- [{BOX[task.status]}] {title} ({escaped(tags)})", *(["", *more] if more else [])]
