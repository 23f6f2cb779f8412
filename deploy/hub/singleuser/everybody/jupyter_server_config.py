"""Every person's server, whatever the role; each option with its reason."""

c = get_config()  # noqa: F821  put here by Jupyter

# Two sockets in a folder of the account instead of five open ports of the machine, unencrypted, for each kernel.
c.KernelManager.transport = "ipc"

# "Saved" and a moved slider come back at once instead of up to 40 ms later.
c.ServerApp.kernel_websocket_connection_class = "withinreach.hub.prompt.PromptConnection"

# Nothing comes from another network.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"  # the other one asks PyPI what could be installed

# A page that was closed leaves its kernel behind; answers are on the disk by then.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_interval = 300
