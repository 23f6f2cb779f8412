"""``withinreach``: every command imports what it needs when it runs, and holds no logic of its own."""

from __future__ import annotations

import sys
from pathlib import Path

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
    """Check task files, keys, notebooks, and that generated files are what the sources give."""
    from withinreach.publish.build import check as run

    errors = run(Path.cwd())
    for error in errors:
        click.echo(str(error), err=True)
    click.echo("Everything is as it should be." if not errors else f"{len(errors)} to mend.")
    sys.exit(1 if errors else 0)


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
        for person, words in released.held.items():
            click.echo(f"  {person}: {words}", err=True)
    sys.exit(0 if report.complete else 1)


if __name__ == "__main__":
    main()
