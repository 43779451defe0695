"""Tests of reading a sheet as what it is."""
