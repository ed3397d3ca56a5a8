"""The page Pathways: sectors, pathways, their levels and sites, who is in them, and the
requirements.
"""
