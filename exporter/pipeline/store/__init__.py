"""Storage of builds: the ledger, the manifest, caches, temporary files."""
