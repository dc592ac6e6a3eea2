"""The JSON Schemas in `exporter/schemas`: made from the types, and held against what commands print."""
