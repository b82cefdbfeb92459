"""Reading what the spine keeps."""
