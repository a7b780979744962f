"""Tasks as the CSV files that task trackers import without an edit: one file for each tracker.

Each tracker's rules, as its own documentation gives them:

* Jira: a header without punctuation that has a ``Summary``, a value for every column in every row, labels
  without blanks, people by e-mail, dates as the importer expects them unless told (``dd/MMM/yy h:mm a``).
* Asana: its columns in its order, ``Name`` first, people by e-mail, dates as MM/DD/YYYY; a section for each
  status.
* Trello: a card in a list for each status, under the names that its CSV importers know; ISO days.
* Notion: the first column is the title; a day in ISO form becomes a date, repeated words a selection.
* Microsoft Planner, which documents no table to import: the names of the columns of its own export, as tools
  that import into it expect them; progress in its three words; MM/DD/YYYY.

A tracker that wants an e-mail refuses a name, so a name goes into the description. Steps that were dropped
are no tasks. There is no byte order mark: importers take it for a part of the first column's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..advice.tracking import DOING, DONE, DROPPED, TODO, Status
from ..text.messages import Wording
from .csv import csv_text
from .tasks import Task

LABEL = "cs-bearings"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LONGEST_TITLE = 255
"""What Jira and Planner take for a title."""

Cell = Callable[[Task, Wording], str]


@dataclass(frozen=True)
class Tracker:
    """The columns of a tracker's file, each with what stands in it."""

    name: str
    columns: Mapping[str, Cell]

    def to_csv(self, found: Iterable[Task], words: Wording) -> str:
        """Return the file: one row for each task that was not dropped."""
        rows = [
            [cell(task, words) for cell in self.columns.values()] for task in found if task.status != DROPPED
        ]
        return csv_text(tuple(self.columns), rows)


def _title(task: Task, words: Wording) -> str:
    return task.brief if len(task.brief) <= LONGEST_TITLE else f"{task.brief[: LONGEST_TITLE - 1]}…"


def _description(task: Task, words: Wording) -> str:
    """Return what has no column of its own: axis and effort, why, evidence, and an owner without e-mail."""
    owner = words.say("task.owner", owner=task.owner) if task.owner and not _email(task, words) else ""
    head = " · ".join(part for part in (task.axis, task.effort) if part)
    return "\n".join(
        part for part in (head, task.more, task.about, owner, task.reason, task.note, task.link) if part
    )


def _email(task: Task, words: Wording) -> str:
    name, at, host = task.owner.partition("@")
    return task.owner if name and at and "." in host and " " not in task.owner else ""


def _owner(task: Task, words: Wording) -> str:
    return task.owner


def _iso(task: Task, words: Wording) -> str:
    return task.due


def _american(task: Task, words: Wording) -> str:
    return date.fromisoformat(task.due).strftime("%m/%d/%Y") if task.due else ""


def _jira_day(task: Task, words: Wording) -> str:
    if not task.due:
        return ""
    day = date.fromisoformat(task.due)
    return f"{day.day:02}/{MONTHS[day.month - 1]}/{day.year % 100:02} 12:00 AM"


def _constant(text: str) -> Cell:
    return lambda task, words: text


def _word(names: Mapping[Status, str]) -> Cell:
    return lambda task, words: names[task.status]


def _status(task: Task, words: Wording) -> str:
    return words.say(f"status.{task.status}")


def _axis(task: Task, words: Wording) -> str:
    return task.axis


JIRA_STATUS = {TODO: "To Do", DOING: "In Progress", DONE: "Done"}

PLANNER_PROGRESS = {TODO: "Not started", DOING: "In progress", DONE: "Completed"}

TRACKERS = {
    "jira": Tracker(
        "Jira",
        {
            "Summary": _title,
            "Issue Type": _constant("Task"),
            "Status": _word(JIRA_STATUS),
            "Assignee": _email,
            "Due Date": _jira_day,
            "Labels": _constant(LABEL),
            "Description": _description,
        },
    ),
    "asana": Tracker(
        "Asana",
        {
            "Name": _title,
            "Description": _description,
            "Section": _status,
            "Assignee": _email,
            "Due Date": _american,
        },
    ),
    "trello": Tracker(
        "Trello",
        {
            "Card Name": _title,
            "Card Description": _description,
            "List Name": _status,
            "Labels": _axis,
            "Due Date": _iso,
            "Members": _email,
        },
    ),
    "notion": Tracker(
        "Notion",
        {
            "Name": _title,
            "Status": _status,
            "Owner": _owner,
            "Due": _iso,
            "Axis": _axis,
            "Effort": lambda task, words: task.effort,
            "How": lambda task, words: task.more,
            "Why": lambda task, words: task.about,
            "Evidence": lambda task, words: task.note,
            "Link": lambda task, words: task.link,
        },
    ),
    "planner": Tracker(
        "Microsoft Planner",
        {
            "Task Name": _title,
            "Bucket Name": _axis,
            "Progress": _word(PLANNER_PROGRESS),
            "Assigned To": _email,
            "Due Date": _american,
            "Description": _description,
        },
    ),
}
"""The trackers by id."""
