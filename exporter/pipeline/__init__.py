"""A build, in five steps: load, render, identify, plan, run."""
