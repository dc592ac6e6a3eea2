"""What copy and paste destroyed, made whole again: pasted lines in, good Markdown out."""
