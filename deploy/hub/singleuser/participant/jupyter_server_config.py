"""A participant's server: pages under Voilà, and the same notebooks in JupyterLab and Notebook 7."""

c = get_config()  # noqa: F821  put here by Jupyter

# All of it, because of two files that set this the later one wins whole. Only what the role needs is loaded: a
# server's start is most of the wait between signing in and reading.
c.ServerApp.jpserver_extensions = {
    "voila.server_extension": True,
    "jupyterlab": True,
    "notebook": True,
    # Marking is the instructor's. nbgrader's wheel switches it on for everybody; here it is off, and the keys
    # and the gradebook lie where this account cannot read, so that nothing rests on this line alone.
    "nbgrader.server_extensions.formgrader": False,
    "jupyter_server_terminals": False,
    # nbgrader switches these on for everybody who has it installed, and every kernel's installation has it.
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "jupyter_lsp": False,
}
c.ServerApp.terminals_enabled = False  # nobody who takes the course types a command
