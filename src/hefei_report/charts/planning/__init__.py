"""What kinds of chart share: reading data, choosing scales, colour roles and numbers of decimals."""
