"""zs: county investment-promotion returns, from untidy monthly sheets to documents one can trust."""
