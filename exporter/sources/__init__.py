"""What is read: the files of a folder, their links, pictures and formats."""
