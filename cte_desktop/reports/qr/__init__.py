"""QR codes for a batch of papers: a symbol is a sum of bits prepared once, not a new calculation.

They are the codes of ISO/IEC 18004 in byte mode at error correction level M.
"""
