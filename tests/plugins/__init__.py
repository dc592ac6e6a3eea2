"""Plug-ins: a small package that adds readers and an emitter (`example/`), and what broken ones cost."""
