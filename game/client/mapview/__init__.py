"""The map: camera, tiles, labels, map modes."""
