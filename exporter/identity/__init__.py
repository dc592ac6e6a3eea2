"""Card identity across edits: keys and GUIDs, the ledger's content, and the matching of old cards to new ones.

All of it is pure: the ledger's file is read and written by the build.
"""
