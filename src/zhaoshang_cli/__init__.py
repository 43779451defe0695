"""zs: county investment-promotion returns, from untidy monthly sheets to documents one can trust."""

__version__ = "0.1.0"
