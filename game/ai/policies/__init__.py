"""Named strategies, one file each."""
