"""QR codes for a batch of papers: ISO/IEC 18004 in byte mode, at error correction level M.

What is the same in all symbols of a version is prepared once.
"""
