"""The blank sheets that go out."""
