"""Content: the only room that reads files. Folders of YAML in, a frozen catalogue and every problem out."""
