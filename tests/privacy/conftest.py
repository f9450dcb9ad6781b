"""Fixtures of this room."""

from support.forgetting import in_git, made_in_git

__all__ = ["in_git", "made_in_git"]
