"""hefei-report: one YAML outline, its facts and sources, to a PDF briefing and a PowerPoint deck."""

__version__ = "0.1.0"
