"""The parts that pages are made of: painted or put together here once, free of any page and of
any student's facts.
"""
