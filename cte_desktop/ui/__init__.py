"""What is seen: the window, its pages, and the parts that every page is made of. Qt lives here
and in app.py only.
"""
