"""The shape of campaign files, as pydantic models."""
