"""Charts of PowerPoint's own, which can be edited: from a ChartPlan to plain values, to chart XML and a workbook."""
