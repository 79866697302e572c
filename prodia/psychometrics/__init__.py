"""About groups and profiles: formulas of the field on numbers and arrays, each with its source.

``reliability``, ``agreement`` (of raters), ``accuracy`` (of a cut-off), ``fit`` (of norms to a group),
``ranks``, ``differences``, ``change``, ``single_case``, ``composites``,
``multiplicity``, ``profile``, ``coverage``.
"""
