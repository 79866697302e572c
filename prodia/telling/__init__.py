"""Each definition, case and score told once, as blocks, and the renderers that show blocks."""
