"""Source files: documents in a folder, their links, images and formats."""
