"""What builds keep on disk: the ledger, the manifest, caches."""
