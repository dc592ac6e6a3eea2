"""What stands where in a document: its blocks, folded parts, tables in HTML, banners, definitions of links."""
