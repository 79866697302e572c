"""About groups and profiles: reliability, raters, accuracy, differences, change, and how norms fit."""
