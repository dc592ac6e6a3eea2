"""What things cost: `make bench` prints the figures, beside modules with the work that is measured."""
