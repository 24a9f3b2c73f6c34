"""Campaign files and maps: text in, located findings or a world out."""
