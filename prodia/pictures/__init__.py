"""Pictures as SVG: a profile of scores, growth curves, the flow of a decision. Same data, same bytes."""
