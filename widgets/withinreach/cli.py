"""``withinreach``: every command imports what it needs when it runs, and holds no logic of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from withinreach.content.errors import WithinReachError


class Commands(click.Group):
    """Whatever a person can cause ends as one sentence on stderr and exit status 1, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except WithinReachError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@contextmanager
def progress(words: str) -> Iterator[Callable[[float], None]]:
    """A bar on stderr, which is told the share that is done; where that is no terminal, nothing."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=1.0)
        yield lambda share: bar.update(task, completed=share)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="withinreach", prog_name="withinreach")
def main() -> None:
    """Within Reach: build, check, publish and run the workbook."""


@main.command()
def build() -> None:
    """Make release/ and notebooks/ anew from source/ and keys/."""
    from withinreach.publish.build import build as run

    changed = run(Path.cwd())
    for path in changed:
        click.echo(f"written  {path.relative_to(Path.cwd())}")
    click.echo(f"{len(changed)} files changed." if changed else "Nothing changed.")


@main.command()
def check() -> None:
    """Check task files, keys, notebooks and generated files; tell what tone, length and place would earn."""
    from withinreach.publish.build import check as run
    from withinreach.publish.telling import modules, told

    errors = run(Path.cwd())
    for line in told(modules(Path.cwd())):
        click.echo(line)
    for error in errors:
        click.echo(str(error), err=True)
    click.echo("Everything is as it should be." if not errors else f"{len(errors)} to mend.")
    sys.exit(1 if errors else 0)


@main.group()
def new() -> None:
    """Begin something new."""


@new.command()
@click.argument("kind")
@click.option("--module", help="Put it at the end of this module's files; else it is printed.")
@click.option("--id", "task_id", help="What the task is called; else the first free name.")
@click.option("--use", type=click.Choice(["practice", "graded", "ask"]), help="Else the kind's usual one.")
def task(
    *, kind: str, module: str | None, task_id: str | None, use: Literal["practice", "graded", "ask"] | None
) -> None:
    """A commented example of a kind of task, valid as it stands."""
    from withinreach.publish.new_task import append, printed

    if module is None:
        click.echo(printed(kind, task_id, use), nl=False)
        return
    for path in append(Path.cwd(), module, kind, task_id, use):
        click.echo(f"longer  {path.relative_to(Path.cwd())}")
    click.echo("Now: a cell for it in the notebook, and a row in data/blueprint.csv.")


@main.command()
def schema() -> None:
    """Write docs/schema/: what editors complete and check task files and key files by."""
    from withinreach.content.schema import FILES, FOLDER, written

    folder = Path.cwd().joinpath(*FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in FILES.items():
        (folder / name).write_text(written(made()), encoding="utf-8")
        click.echo(f"written  {'/'.join(FOLDER)}/{name}")


@main.command()
@click.argument("name")
def trace(name: str) -> None:
    """Print a simulated trace as an interval task has it (recipes: two-channels.yaml in data/ and keys/)."""
    from withinreach.publish.traces import block, known

    click.echo(block(known(Path.cwd(), name)))


@main.command()
@click.option(
    "--tree", required=True, type=click.Path(path_type=Path), help="Folder for the participants' tree; replaced."
)
def publish(tree: Path) -> None:
    """Write the tree for participants, Binder and the public: no keys, no tests."""
    from withinreach.publish.tree import publish_tree

    publish_tree(Path.cwd(), tree)
    click.echo(f"Published to {tree}.")


@main.command()
@click.argument("module", required=False)
@click.option("--port", type=int, help="Else $WITHINREACH_PREVIEW_PORT, else 8870.")
def preview(*, module: str | None, port: int | None) -> None:
    """Show a module from source/ in the browser, new whenever a file changes; Ctrl-C ends it."""
    from withinreach.preview.server import run

    run(Path.cwd(), module, port, click.echo)


@main.command()
@click.option("--port", type=int, help="Port of the Hub; else $WITHINREACH_PORT, else 8000.")
@click.option("--public-port", type=int, help="Port of the public edition; else $WITHINREACH_PUBLIC_PORT, else 8866.")
@click.option("--clean", is_flag=True, help="Remove every account and folder that the workshop made.")
def hub(*, port: int | None, public_port: int | None, clean: bool) -> None:
    """Start the workshop on this machine: Hub, desk and public edition."""
    from withinreach.hub import launch

    sys.exit(launch.clean() if clean else launch.run(Path.cwd(), port=port, public_port=public_port))


@main.command()
@click.argument("modules", nargs=-1)
@click.option("--course", type=click.Path(path_type=Path), default=Path(), help="Course directory; else this one.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that grade at once."
)
@click.option("--release", is_flag=True, help="Afterwards give everybody whose marks are complete their marked page.")
def grade(*, modules: tuple[str, ...], course: Path, workers: int, release: bool) -> None:
    """Collect hand-ins from the desk and grade them, without running anybody's code."""
    from withinreach.content.course import course as whole
    from withinreach.nbgrader_plugins.grade import grade as run
    from withinreach.nbgrader_plugins.grade import release_feedback

    there = [info.name for info in whole().modules if (course / "source" / info.name).is_dir()]
    wanted = [whole().module(name).name for name in modules] or there
    report = run(course.resolve(), wanted, workers=workers)
    for module in report.modules:
        click.echo(f"{module.module}: {len(module.collected)} collected, {len(module.graded)} graded.")
        for person, words in [*module.refused.items(), *module.failed.items()]:
            click.echo(f"  {person}: {words}", err=True)
        for line in module.words:
            click.echo(f"  {line}")
    for name in wanted if release else ():
        released = release_feedback(course.resolve(), name)
        click.echo(f"{name}: marked pages for {len(released.given)}.")
        for words in released.doubtful:
            click.echo(f"  given, and to be looked at: {words}")
        for person, words in released.held.items():
            click.echo(f"  {person}: {words}", err=True)
    sys.exit(0 if report.complete else 1)


TABLE = click.Path(path_type=Path)
CALIBRATION = click.option(
    "--calibration",
    type=click.Choice(["english", "all"]),
    default="english",
    show_default=True,
    help="Item parameters: English-language sites of the open data, or all.",
)
OUTPUT = click.option("--output", required=True, type=TABLE, help="File to write: .csv or .parquet.")
FORCE = click.option("--force", is_flag=True, help="Replace a file that is there.")


@main.command()
@click.option("--persons", required=True, type=click.IntRange(min=1), help="How many people.")
@click.option("--seed", required=True, type=click.IntRange(min=0), help="The same seed gives the same people.")
@CALIBRATION
@OUTPUT
@FORCE
def simulate(*, persons: int, seed: int, calibration: Literal["english", "all"], output: Path, force: bool) -> None:
    """Write simulated ECR-R answers: person, i01 to i36 in the published order, as ticked (not recoded)."""
    from withinreach.tables.simulated import write_simulated

    with progress("Simulating") as tell:
        write_simulated(persons, seed, calibration, output, force=force, tell=tell)
    click.echo(f"{persons} simulated people: {output}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@OUTPUT
@click.option(
    "--order",
    type=click.Choice(["published", "alternating"]),
    default="published",
    show_default=True,
    help="Order of the items on the sheet. In the alternating one only mean scores can be had.",
)
@click.option(
    "--wording",
    type=click.Choice(["paraphrase", "official"]),
    default="paraphrase",
    show_default=True,
    help="Which wording was answered.",
)
@CALIBRATION
@FORCE
def score(
    *,
    file: Path,
    output: Path,
    order: Literal["published", "alternating"],
    wording: Literal["paraphrase", "official"],
    calibration: Literal["english", "all"],
    force: bool,
) -> None:
    """Score a table of ECR-R answers (columns person, i01 to i36; .csv or .parquet): means and trait estimates."""
    from withinreach.tables.scored import write_scored

    with progress("Scoring") as tell:
        people = write_scored(
            file, output, order=order, wording=wording, calibration=calibration, force=force, tell=tell
        )
    click.echo(f"{people} people scored: {output}")
    click.echo(f"Taken as given: items in {order} order, wording {wording}, item parameters {calibration}.")
    if wording == "paraphrase":
        click.echo("A practice form, not the ECR-R: norms and errors of the original need not hold.")


if __name__ == "__main__":
    main()
