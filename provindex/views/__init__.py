"""What a reader has chosen, as a value that a link, a scene and an export carry."""
