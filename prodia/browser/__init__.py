"""A protocol as one file that runs in a browser: a closed plan, an engine in JavaScript, and its screens."""
