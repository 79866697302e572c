"""Every proof about definitions: that they hold together, and that they say what they should.

A check is a plain function from a definition to findings, each at its path in the file.
"""
