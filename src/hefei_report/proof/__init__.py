"""What ties every numeral that a publication shows to what proves it, and the record of it that the files carry."""
