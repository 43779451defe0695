"""Values become text here, once, so that every format agrees. Nothing here computes."""
