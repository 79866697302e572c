"""The site: every page a document of telling at its address, derived from plans and from nothing else."""
