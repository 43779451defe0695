"""A folder with zs.toml: its settings, regions, indicators and words."""

from zhaoshang_cli.workspace.opening import Workspace as Workspace, open_workspace as open_workspace
