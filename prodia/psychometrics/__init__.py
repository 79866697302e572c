"""About groups and profiles: formulas of the field on numbers and arrays, each with its source.

``reliability``, ``agreement`` (of raters), ``accuracy`` (of a cut-off), ``fit`` (of norms to a group),
``ranks``, ``differences``, ``change``, ``single_case``, ``composites``,
``multiplicity``, ``profile``, ``coverage``; of progress: ``progress`` (the answer, for one and many),
``series`` and ``slopes`` (many at once), ``goals``, ``overlap``, ``dose``; of certainty: ``certainty``,
``rules_of_scores``, ``classification``. What these refuse, they give a reason for (``refusals``).
"""
