"""From the click to "Saved", in a real browser through the real Hub: with our line, with Jupyter's own, and the Python
half alone, in one run.

The clock is the browser's own: it starts with the click and stops when the line under the task says that it is kept.
Needs root (separate accounts) and Chromium. Run it by itself: ``.venv/bin/python -m benchmarks.saved [commits]``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.saving import commits as python_half
from tests.browser import steps
from tests.conftest import CHROMIUM
from tests.pipeline.hub_fixture import workshop_folder

WARM, COMMITS = 5, 100
OPTION = "kernel_websocket_connection_class"
# One commit of a practice task, timed: other options in turn, so that each is a new answer.
TIMED = """
(turn) => new Promise((resolve) => {
  const task = document.querySelector('[data-task="m1-load-a"]');
  const inputs = task.querySelectorAll('[name=answer]');
  inputs[turn % inputs.length].click();
  const hint = task.querySelector('.act .hint');
  const seen = new MutationObserver(() => {
    if (!hint.textContent.startsWith('Kept')) return;
    seen.disconnect();
    resolve(performance.now() - start);
  });
  seen.observe(hint, { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  task.querySelector('button[type=submit]').click();
})
"""


def browser_half(page: Page, count: int) -> list[float]:
    """Milliseconds of each commit."""
    took = [float(page.evaluate(TIMED, turn)) for turn in range(WARM + count)]
    return took[WARM:]


def through_the_hub(browser: Browser, count: int, *, prompt: bool) -> list[float]:
    """A workshop of its own, with our line between page and kernel or with Jupyter's."""
    with workshop_folder() as workshop:
        config = workshop.checkout / "deploy/hub/singleuser/everybody/jupyter_server_config.py"
        lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
        config.write_text("".join(line for line in lines if prompt or OPTION not in line), encoding="utf-8")
        workshop.start()
        page = browser.new_page()
        steps.sign_in(page, workshop.url, "participant", workshop.passwords["participant"])
        steps.open_module(page)
        took = browser_half(page, count)
        page.close()
    return took


def main() -> int:
    """Print the three."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COMMITS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        ours, stock = (through_the_hub(browser, count, prompt=prompt) for prompt in (True, False))
        browser.close()
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        python = python_half(Path(folder))
    for name, took in (
        ("click to Saved, our line", ours),
        ("Jupyter's own line", stock),
        ("Python half alone", python),
    ):
        print(f"{name:<26}median {median(took):6.1f} ms   p95 {quantiles(took, n=20)[-1]:6.1f} ms   n {len(took)}")
    print(f"Jupyter's own line takes {median(stock) / median(ours):.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
