"""Cases on a disk: each file read with its chain, each event on the disk before we say that it is."""
