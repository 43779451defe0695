"""How fast zs is, always against something bare that does the same work in the same round."""
