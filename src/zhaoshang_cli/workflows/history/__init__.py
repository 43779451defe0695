"""What was taken in, taken back, adjusted, published, and where every figure comes from."""
