"""The course account's server: formgrader as its own page, JupyterLab, a terminal for `withinreach grade`."""

c = get_config()  # noqa: F821  put here by Jupyter

# All of it, because of two files that set this the later one wins whole. Only what the role needs is loaded: a
# server's start is most of the wait between signing in and reading.
c.ServerApp.jpserver_extensions = {
    "nbgrader.server_extensions.formgrader": True,
    "jupyter_server_terminals": True,
    "voila.server_extension": True,
    "jupyterlab": True,
    "notebook": True,
    # nbgrader switches these on for everybody who has it installed, and every kernel's installation has it.
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "jupyter_lsp": False,
}
