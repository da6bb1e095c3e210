"""Where the rows of a chart come from: files and lists of rows, chosen, summed up, computed and put in order."""
